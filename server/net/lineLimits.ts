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

/** Limits as a process is told them. */
export interface LimitOptions {
  /** Sockets at a time, and of one address. */
  readonly maxViewers?: number | undefined
  readonly maxPerCaller?: number | undefined
  /** Limits of raw lines other than LINE_LIMITS. */
  readonly limits?: Partial<LineLimits> | undefined
}

const VIEWERS = 5_000
const VIEWERS_PER_CALLER = 200

/** All limits of a process. Pages need lines besides those of viewers. */
export function limitsOf({
  maxViewers: viewers = VIEWERS,
  maxPerCaller: viewersPerCaller = VIEWERS_PER_CALLER,
  limits,
}: LimitOptions): LineLimits & { readonly viewers: number; readonly viewersPerCaller: number } {
  const lines = Math.max(LINE_LIMITS.lines, viewers + LINE_LIMITS.linesPerCaller)
  return { ...LINE_LIMITS, lines, ...limits, viewers, viewersPerCaller }
}
