import { audienceOf } from '../../models/visibility.ts'
import { actorOf } from '../security/visitor.ts'

/** Viewers that may be in the past at once; each has a twin of its own in memory. */
export const MOST_VISITS = 8
/** Of those, seats that only the staff takes. */
export const STAFF_SEATS = 4
/** Milliseconds without an order after which a seat may be given to somebody else, by audience. */
const IDLE = { public: 60_000, staff: 15 * 60_000 } as const
/** Without an order for this long a seat is given back even when nobody asks for it. */
const LONGEST_IDLE = 30 * 60_000

/** Who sits in the past, by steady milliseconds: some seats are kept for the staff, and whoever does nothing makes room for whoever asks. */
export class PastSeats<Guest extends object> {
  private readonly used = new Map<Guest, number>()

  /** Note an order of somebody. */
  use(guest: Guest, steady: number): void {
    if (this.used.has(guest)) this.used.set(guest, steady)
  }

  /** Take a seat: true when there is one, or the guest who must leave for it; null when all are in use. */
  take(guest: Guest, steady: number): true | Guest | null {
    if (this.used.has(guest)) {
      this.used.set(guest, steady)
      return true
    }
    const gone = this.isFree(guest) ? null : this.idlest(guest, steady)
    if (!this.isFree(guest) && !gone) return null
    if (gone) this.used.delete(gone)
    this.used.set(guest, steady)
    return gone ?? true
  }

  leave(guest: Guest): void {
    this.used.delete(guest)
  }

  /** Those who have done nothing for so long that they lose their seats. */
  forgotten(steady: number): Guest[] {
    return [...this.used].filter(([, at]) => steady - at >= LONGEST_IDLE).map(([guest]) => guest)
  }

  private isFree(guest: Guest): boolean {
    if (this.used.size >= MOST_VISITS) return false
    return isStaff(guest) || this.strangers().length < MOST_VISITS - STAFF_SEATS
  }

  /** The one idle for longest whose seat this guest may have: a stranger takes none of the staff's. */
  private idlest(guest: Guest, steady: number): Guest | null {
    const may = [...this.used].filter(([each, at]) => {
      if (isStaff(each)) return isStaff(guest) && steady - at >= IDLE.staff
      return steady - at >= IDLE.public
    })
    return may.sort(([, a], [, b]) => a - b)[0]?.[0] ?? null
  }

  private strangers(): Guest[] {
    return [...this.used.keys()].filter(guest => !isStaff(guest))
  }
}

function isStaff(guest: object): boolean {
  return audienceOf(actorOf(guest).role) === 'staff'
}
