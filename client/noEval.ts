import { config } from 'zod'

// The content security policy refuses code made at run time. zod tries for some with its first schema, so this module is
// the first that is imported.
config({ jitless: true })
