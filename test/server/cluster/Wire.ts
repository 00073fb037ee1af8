import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** A wire to a service that a test cuts and mends: what runs over it is passed on byte by byte. */
export class Wire {
  readonly port: number
  private readonly server: Server
  private readonly ends = new Set<Socket>()
  private cutNow = false

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
    near.pipe(far).pipe(near)
  }
}
