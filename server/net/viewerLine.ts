/** As much of engine.io's connection and its WebSocket as is read here; their types keep the buffers to themselves. */
export interface ViewerLine {
  writeBuffer: { readonly data?: string | Uint8Array }[]
  readonly transport: { readonly socket?: LineSocket }
}

/** The WebSocket below. */
export interface LineSocket {
  readonly bufferedAmount: number
  close(code: number, reason: string): void
  terminate(): void
}

/** The connection below a viewer's socket. */
export function lineOf(viewer: { readonly conn: unknown }): ViewerLine {
  return viewer.conn as ViewerLine
}

/** Bytes handed to the WebSocket that the kernel has not taken. */
export function unsentBytes({ transport }: ViewerLine): number {
  return transport.socket?.bufferedAmount ?? 0
}

/** Those, and the bytes that engine.io keeps until they are gone. */
export function bufferedBytes(line: ViewerLine): number {
  return unsentBytes(line) + line.writeBuffer.reduce((sum, { data }) => sum + (data?.length ?? 0), 0)
}
