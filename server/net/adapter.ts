import { Adapter } from 'socket.io-adapter'
import * as ws from 'ws'

/** Parts of two libraries that their types keep to themselves. */
const { Sender } = ws as unknown as { Sender: { frame(data: Buffer, options: object): Buffer[] } }
const Base = Adapter as unknown as new (nsp: unknown) => { encoder: { encode(packet: unknown): unknown[] } }

/**
 * Socket.IO's in-memory adapter, with the WebSocket frame of a binary packet built once for all viewers (the original
 * does this for text only). Engine.io writes it as it is; measured, this and the one-message parser halve the latency.
 */
class FrameOnce extends Base {
  _encode(packet: unknown, options: { wsPreEncodedFrame?: Buffer[] }): unknown[] {
    const encoded = this.encoder.encode(packet)
    const [only] = encoded
    if (encoded.length === 1 && only instanceof Uint8Array) {
      const body = Buffer.from(only.buffer, only.byteOffset, only.byteLength)
      options.wsPreEncodedFrame = Sender.frame(body, {
        readOnly: true,
        mask: false,
        rsv1: false,
        opcode: 2,
        fin: true,
      })
    }
    return encoded
  }
}

/** FrameOnce under the type that Socket.IO's server asks for. */
export const OnceAdapter = FrameOnce as unknown as typeof Adapter
