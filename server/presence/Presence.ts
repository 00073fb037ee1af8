import type { Actor } from '../../models/account.ts'
import type { PersonHere } from '../../models/people.ts'
import type { Instant } from '../../models/units.ts'

/** A page of somebody. */
interface Seat {
  readonly actor: Actor
  at: string | null
}

/** Without a word for this long the people of another process count as gone, milliseconds. */
const GONE_AFTER = 6_000

/** Who has the twin open: pages of this process, and people that other processes tell of. */
export class Presence {
  private readonly seats = new Map<string, Seat>()
  private readonly elsewhere = new Map<
    string,
    { readonly people: readonly PersonHere[]; readonly heardAt: Instant }
  >()

  /** A page of somebody opened, or looks at something else now. The one that moved last stands last. */
  sit(seat: string, actor: Actor, at: string | null): void {
    this.seats.delete(seat)
    this.seats.set(seat, { actor, at })
  }

  leave(seat: string): void {
    this.seats.delete(seat)
  }

  /** Another process tells who is there. */
  hear(process: string, people: readonly PersonHere[], now: Instant): void {
    this.elsewhere.set(process, { people, heardAt: now })
  }

  /** People of this process, one entry an account. */
  own(): PersonHere[] {
    return merged(
      Array.from(this.seats.values(), ({ actor: { id, name, role }, at }) => ({
        id,
        name,
        role,
        screens: 1,
        at,
      })),
    )
  }

  /** Everybody, by name. */
  all(now: Instant): PersonHere[] {
    for (const [process, { heardAt }] of this.elsewhere)
      if (now - heardAt > GONE_AFTER) this.elsewhere.delete(process)
    const others = [...this.elsewhere.values()].flatMap(({ people }) => people)
    return merged([...others, ...this.own()]).sort((a, b) => a.name.localeCompare(b.name, 'ko'))
  }
}

function merged(people: readonly PersonHere[]): PersonHere[] {
  const byId = new Map<string, PersonHere>()
  for (const person of people) {
    const known = byId.get(person.id)
    byId.set(person.id, {
      ...person,
      screens: person.screens + (known?.screens ?? 0),
      at: person.at ?? known?.at ?? null,
    })
  }
  return [...byId.values()]
}
