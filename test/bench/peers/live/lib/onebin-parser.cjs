// Socket.IO parser whose event ["f", Buffer] is ONE binary WebSocket message: the bare delta frame (magic 0xd7). Everything else: 0x4a + JSON.
const Emitter = require('@socket.io/component-emitter').Emitter ?? require('@socket.io/component-emitter')
class Encoder {
  encode(p) {
    if (p.type === 2 && p.data[0] === 'f' && p.nsp === '/' && Buffer.isBuffer(p.data[1])) return [p.data[1]]
    return [
      Buffer.concat([
        Buffer.from([0x4a]),
        Buffer.from(JSON.stringify({ type: p.type, nsp: p.nsp, id: p.id, data: p.data })),
      ]),
    ]
  }
}
class Decoder extends Emitter {
  add(b) {
    const u = Buffer.isBuffer(b) ? b : Buffer.from(b)
    if (u[0] === 0xd7) this.emit('decoded', { type: 2, nsp: '/', data: ['f', b] })
    else this.emit('decoded', JSON.parse(u.toString('utf8', 1)))
  }
  destroy() {}
}
module.exports = { protocol: 5, Encoder, Decoder }
