import type { Points } from '../../models/points.ts'
import { subject } from '../subject.ts'
import { Recent } from './recent.ts'
import { Twin } from './twin.ts'

interface Needs {
  readonly points: Points
}

/** The present of the site, and its last minutes. */
export const twin = subject({
  name: 'twin',
  open({ points }: Needs) {
    const twin = new Twin(points)
    return { gives: { twin, recent: new Recent(twin) } }
  },
})
