import { twinSubjects } from './start.ts'

/** The schema versions of all subjects: the one database of an installation has them all, whichever program opens it. */
export const schema = twinSubjects.tables
