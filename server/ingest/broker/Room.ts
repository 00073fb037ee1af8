import type { Instant } from '../../../models/units.ts'
import { Budget } from './Budget.ts'
import { BROKER_LIMITS as MOST } from './brokerLimits.ts'
import type { MqttLine } from './MqttLine.ts'

/** What all lines of the broker hold together, and who was shown the door for holding too much. */
export class Room {
  readonly strangers = new Budget(MOST.strangers)
  readonly strangerBytes = new Budget(MOST.strangerBytes)
  readonly lines = new Budget(MOST.lines)
  readonly partBytes = new Budget(MOST.partBytes)
  /** True while the readers together leave so much unread that messages without guarantee are lost. */
  crowded = false
  private readonly open = new Set<MqttLine>()
  private readonly tell: (who: string, why: string) => void

  /** `tell` hears of each line that was cut: the credential or address, and why. */
  constructor(tell: (who: string, why: string) => void) {
    this.tell = tell
  }

  /** A line that has not logged in; false when there are too many. */
  enter(line: MqttLine): boolean {
    if (!this.strangers.take(line.address, 1)) return false
    this.open.add(line)
    return true
  }

  /** A line that logs in; false when its credential has too many. */
  accept(line: MqttLine, device: string): boolean {
    if (!this.open.has(line) || !this.lines.take(device, 1)) return false
    this.strangers.give(line.address, 1)
    return true
  }

  /** A line that ended. */
  leave(line: MqttLine): void {
    if (!this.open.delete(line)) return
    if (line.device === null) this.strangers.give(line.address, 1)
    else this.lines.give(line.device, 1)
  }

  /** A line that is ended for what it did. */
  cut(line: MqttLine, why: string): void {
    this.tell(line.device ?? (line.address || 'a stranger'), why)
  }

  /** End all lines. */
  close(): void {
    for (const line of [...this.open]) line.destroy()
  }

  /** Cut lines that leave a packet or its reading undone for too long. */
  look(now: Instant): void {
    let unread = 0
    for (const line of [...this.open]) {
      unread += line.writableLength
      line.partSince = since(line.device !== null && line.incomplete > 0, line.partSince, now)
      line.unreadSince = since(line.writableLength > MOST.unread.each / 4, line.unreadSince, now)
      if (now - line.partSince > MOST.partMs) line.cut('left a packet incomplete')
      else if (now - line.unreadSince > MOST.unreadMs) line.cut('does not read what it subscribed to')
    }
    this.crowded = unread > MOST.unread.inAll
  }
}

function since(so: boolean, before: Instant, now: Instant): Instant {
  if (!so) return Number.NaN
  return Number.isNaN(before) ? now : before
}
