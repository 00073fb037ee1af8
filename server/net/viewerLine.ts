/** As much of engine.io's connection and its WebSocket as is read here; their types keep the buffers to themselves. */
export interface ViewerLine {
  writeBuffer: { readonly data?: string | Uint8Array }[]
  readonly readyState: string
  readonly transport: { readonly writable: boolean; readonly socket?: LineSocket }
}

/** The WebSocket below. */
export interface LineSocket {
  readonly bufferedAmount: number
  readonly readyState: number
  /** What ws sends messages with. */
  readonly _sender?: { sendFrame(pieces: readonly Buffer[]): void }
  close(code: number, reason: string): void
  terminate(): void
}

/** The connection below a viewer's socket. */
export function lineOf(viewer: { readonly conn: unknown }): ViewerLine {
  return viewer.conn as ViewerLine
}

const OPEN = 1

/** True while all that was to be sent has left. */
export function isIdle({ writeBuffer, transport }: ViewerLine): boolean {
  return writeBuffer.length === 0 && transport.writable && transport.socket?.bufferedAmount === 0
}

/** Send a whole WebSocket message past engine.io's queue; false, and nothing sent, unless the line is open and idle. */
export function sendNow(line: ViewerLine, message: Buffer): boolean {
  const { socket } = line.transport
  if (line.readyState !== 'open' || socket?.readyState !== OPEN || !socket._sender || !isIdle(line))
    return false
  socket._sender.sendFrame([message])
  return true
}

/** Bytes handed to the WebSocket that the kernel has not taken. */
export function unsentBytes({ transport }: ViewerLine): number {
  return transport.socket?.bufferedAmount ?? 0
}

/** Those, and the bytes that engine.io keeps until they are gone. */
export function bufferedBytes(line: ViewerLine): number {
  return unsentBytes(line) + line.writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
}
