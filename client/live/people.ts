import { createStore } from 'zustand/vanilla'
import type { PersonHere } from '../../models/people.ts'
import type { Target } from '../target.ts'
import type { LoadedWorld } from './world.ts'

interface People {
  readonly people: readonly PersonHere[]
}

/** Colleagues who have the twin open, ourselves among them; nobody for who is not of the staff. */
export const people = createStore<People>(() => ({ people: [] }))

/** Take in who is there. */
export function hearPeople(here: readonly PersonHere[]): void {
  people.setState({ people: here })
}

/** The line is gone, or other eyes look. */
export function forgetPeople(): void {
  people.setState({ people: [] })
}

/** What is selected here, as colleagues are told of it; null for nothing. */
export function lookOf(selected: Target | null, { site }: LoadedWorld): string | null {
  if (!selected) return null
  if (selected.type !== 'asset') return `${selected.type}:${selected.id}`
  const asset = site.assets[selected.index]
  return asset ? `asset:${asset.id}` : null
}

/** What a colleague looks at, where it is of this site. */
export function targetOfLook(at: string, { site, points }: LoadedWorld): Target | null {
  const [type, id = ''] = [at.slice(0, at.indexOf(':')), at.slice(at.indexOf(':') + 1)]
  if (type === 'asset') {
    const index = points.assetIndex(id)
    return index < 0 ? null : { type, index }
  }
  if (type === 'place') return site.places.some(place => place.id === id) ? { type, id } : null
  return type === 'feature' && Number(id) < site.features ? { type, id: Number(id) } : null
}
