import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { Transform } from 'node:stream'

/** A wire to a service that a test cuts and mends: what runs over it is passed on byte by byte. */
export class Wire {
  readonly port: number
  private readonly server: Server
  /** Bytes of an answer that get through on one line before it is reset. */
  most = Number.POSITIVE_INFINITY
  private readonly ends = new Set<Socket>()
  private cutNow = false
  private heldNow = false

  private constructor(server: Server) {
    this.server = server
    this.port = (server.address() as { port: number }).port
  }

  static async to(host: string, port: number): Promise<Wire> {
    const server = createServer(near => wire.join(near, connect(port, host)))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const wire = new Wire(server)
    return wire
  }

  /** Break all lines and let none up again. */
  cut(): void {
    this.cutNow = true
    for (const end of this.ends) end.destroy()
  }

  mend(): void {
    this.cutNow = false
    this.heldNow = false
    this.most = Number.POSITIVE_INFINITY
    for (const end of this.ends) end.resume()
  }

  /** Reset the lines for which `which` says so; they may be dialled again. */
  reset(which: () => boolean = () => true): void {
    for (const end of this.ends) if (which()) end.resetAndDestroy()
  }

  /** Take lines up and leave them open, but pass nothing on. */
  hold(): void {
    this.heldNow = true
    for (const end of this.ends) end.pause()
  }

  async close(): Promise<void> {
    this.cut()
    this.server.close()
    await once(this.server, 'close')
  }

  private join(near: Socket, far: Socket): void {
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.ends.add(end)
      end.on('error', () => undefined)
      end.on('close', () => {
        this.ends.delete(end)
        other.destroy()
      })
    }
    if (this.cutNow) return void near.destroy()
    let passed = 0
    const counted = new Transform({
      transform: (chunk: Buffer, _, done) => {
        const left = this.most - passed
        passed += chunk.length
        if (left >= chunk.length) return done(null, chunk)
        // Without `done` nothing more gets through.
        if (left > 0) counted.push(chunk.subarray(0, left))
        setTimeout(() => near.resetAndDestroy(), 5)
      },
    })
    near.pipe(far).pipe(counted).pipe(near)
    if (this.heldNow) for (const end of [near, far]) end.pause()
  }
}
