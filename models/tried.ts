/** What one line of a mapping makes of a message that is only tried; nothing is written anywhere. */
export interface Tried {
  /** Where in the message it looked. */
  readonly from: string
  readonly asset?: string
  readonly point?: string
  readonly part?: number
  readonly value?: number
  readonly unit?: string
  /** ISO 8601, or `arrival` where the message states no time. */
  readonly at?: string
  /** Why nothing came of it, in words. */
  readonly refused?: string
}
