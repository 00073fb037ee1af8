/** A sample as a device states it; anything may be missing or wrong. */
export interface Offer {
  readonly asset?: unknown
  readonly point?: unknown
  readonly part?: unknown
  readonly value?: unknown
  readonly unit?: unknown
  /** Milliseconds since 1970 or an ISO 8601 text; now when left out. */
  readonly at?: unknown
  /** `good` or `bad`; good when left out. */
  readonly quality?: unknown
}
