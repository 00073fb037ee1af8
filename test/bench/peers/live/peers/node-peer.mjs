// The peers written in Node: node peers/node-peer.mjs <kind> <port> <feedPort>
import http from 'node:http'
import { createRequire } from 'node:module'
import { feedServer } from '../lib/feed-server.mjs'
import { assetId, encodeDelta, STATUS, toJsonUpdates } from '../lib/workload.mjs'

const require = createRequire(import.meta.url)
const [, , kind, port, feedPort] = process.argv
const srv = http.createServer((_q, r) => {
  if (kind !== 'sse-json') {
    r.writeHead(404)
    r.end()
  }
})
let onTick
if (kind.startsWith('sio')) {
  const { Server } = await import('socket.io')
  const o = { maxHttpBufferSize: 1e5 }
  if (kind === 'sio-json-pmd') o.perMessageDeflate = true
  if (kind === 'sio-msgpack') o.parser = require('socket.io-msgpack-parser')
  if (kind === 'sio-bin-tuned') {
    // the same Socket.IO client with a one-frame binary parser, and the WebSocket frame built once per broadcast
    const { Adapter } = await import('socket.io-adapter')
    const { Sender } = await import('ws')
    o.parser = (await import('../lib/onebin-parser.cjs')).default
    o.adapter = class extends Adapter {
      _encode(packet, po) {
        const e = this.encoder.encode(packet)
        if (e.length === 1 && Buffer.isBuffer(e[0]))
          po.wsPreEncodedFrame = Sender.frame(e[0], {
            readOnly: true,
            mask: false,
            rsv1: false,
            opcode: 2,
            fin: true,
          })
        return e
      }
    }
  }
  const io = new Server(srv, o)
  if (kind === 'sio-bin-tuned')
    io.engine.on('connection', s => {
      s.request = null
    })
  if (kind === 'sio-naive')
    onTick = t => {
      for (let k = 0; k < t.n; k++)
        io.emit('asset:update', {
          timestamp: t.stamp,
          id: assetId(t.idx[k]),
          value: Math.round(t.val[k] * 100) / 100,
          status: STATUS[t.st[k]],
        })
    }
  else if (kind === 'sio-bin' || kind === 'sio-bin-tuned') onTick = t => io.emit('f', encodeDelta(t))
  else if (kind === 'sio-bin-volatile') onTick = t => io.volatile.emit('f', encodeDelta(t))
  else onTick = t => io.emit('batch', { timestamp: t.stamp, n: t.n, updates: toJsonUpdates(t) })
} else if (kind.startsWith('ws')) {
  const { WebSocketServer } = await import('ws')
  const wss = new WebSocketServer({ server: srv })
  if (kind === 'ws-bin')
    onTick = t => {
      const f = encodeDelta(t)
      for (const c of wss.clients) if (c.readyState === 1) c.send(f, { binary: true })
    }
  if (kind === 'ws-json')
    onTick = t => {
      const f = `42${JSON.stringify(['batch', { timestamp: t.stamp, n: t.n, updates: toJsonUpdates(t) }])}`
      for (const c of wss.clients) if (c.readyState === 1) c.send(f)
    }
} else if (kind === 'sse-json') {
  const rs = new Set()
  srv.on('request', (_q, r) => {
    r.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    r.write(': hi\n\n')
    rs.add(r)
    r.on('close', () => rs.delete(r))
  })
  onTick = t => {
    const f = Buffer.from(
      `data: ${JSON.stringify({ timestamp: t.stamp, n: t.n, updates: toJsonUpdates(t) })}\n\n`,
    )
    for (const r of rs) r.write(f)
  }
} else if (kind === 'mqtt-pub') {
  const mqtt = (await import('mqtt')).default
  const c = await mqtt.connectAsync(process.env.BROKER)
  onTick = t => c.publish('twin', encodeDelta(t), { qos: 0 })
} else if (kind === 'nats-pub') {
  const net = await import('node:net')
  const c = net.connect(+process.env.BROKER, '127.0.0.1')
  c.setNoDelay(true)
  await new Promise(ok => c.once('connect', ok))
  c.write('CONNECT {"verbose":false,"pedantic":false}\r\n')
  c.on('data', d => {
    if (d.includes('PING')) c.write('PONG\r\n')
  })
  onTick = t => {
    const f = encodeDelta(t)
    c.cork()
    c.write(`PUB twin ${f.length}\r\n`)
    c.write(f)
    c.write('\r\n')
    c.uncork()
  }
}
await feedServer(+feedPort, t => onTick(t))
if (!kind.endsWith('-pub')) await new Promise(ok => srv.listen(+port, '127.0.0.1', 4096, ok))
process.send?.({ listening: 1 })
