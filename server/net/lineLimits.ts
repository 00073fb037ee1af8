/** How many lines an HTTP door holds, and how long each may take for what. Milliseconds. */
export interface LineLimits {
  /** Lines in all; the next is not taken. */
  readonly lines: number
  /** Lines of one caller, pages and sockets together. */
  readonly linesPerCaller: number
  /** Until the head of a request is whole, a line that says nothing included. */
  readonly headMs: number
  /** Until the body of a request is whole; a stream of samples has limits of its own. */
  readonly bodyMs: number
  /** Until any request is whole, streams included. */
  readonly requestMs: number
  /** Without a byte either way while a request or its answer is on the way. */
  readonly stallMs: number
  /** Between a viewer's handshake and its joining. */
  readonly joinMs: number
  /** Between our last word on a viewer's line and its end, whether or not the other side takes leave. */
  readonly leaveMs: number
  /** Between two requests. */
  readonly keepAliveMs: number
}

/** The limits where nothing else is said. */
export const LINE_LIMITS: LineLimits = {
  lines: 8_000,
  linesPerCaller: 400,
  headMs: 10_000,
  bodyMs: 30_000,
  requestMs: 600_000,
  stallMs: 120_000,
  joinMs: 10_000,
  leaveMs: 2_000,
  keepAliveMs: 72_000,
}
