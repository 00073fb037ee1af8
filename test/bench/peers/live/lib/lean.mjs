// A lean receiving client on a bare TCP socket. It frames WebSocket / HTTP chunks / MQTT / NATS, keeps only the first bytes of
// each message (enough for the stamp) and so lets one process stand for thousands of viewers. full=true keeps the whole message.
import crypto from 'node:crypto'
import net from 'node:net'
import zlib from 'node:zlib'
import { nowUs } from './workload.mjs'

const SHARED = Buffer.allocUnsafeSlow(512 * 1024)
const PRE = 160
const mask = (op, payload) => {
  const p = Buffer.from(payload),
    n = p.length,
    h = n < 126 ? 2 : 4,
    b = Buffer.alloc(h + 4 + n)
  b[0] = 0x80 | op
  if (n < 126) b[1] = 0x80 | n
  else {
    b[1] = 0x80 | 126
    b.writeUInt16BE(n, 2)
  }
  p.copy(b, h + 4)
  return b
} // mask key 0
export class Lean {
  // spec: {host,port,path,transport:'ws'|'sse'|'mqtt'|'nats', eio, ns, auth, hello:[string], pmd, headers}
  constructor(spec, codec, onMsg, full = false, localAddress) {
    Object.assign(this, { spec, codec, onMsg, full })
    this.state = 0
    this.acc = Buffer.alloc(0)
    this.pre = Buffer.allocUnsafe(PRE)
    this.plen = 0
    this.mlen = 0
    this.chunks = []
    this.pend = 0
    this.h = Buffer.allocUnsafe(32)
    this.hl = 0
    this.left = 0
    this.out = { stamp: 0, n: 0 }
    this.l2h = []
    this.l2left = 0
    this.l2in = false
    this.bytes = 0
    this.ready = new Promise((ok, no) => {
      this.ok = ok
      this.no = no
    })
    this.sock = net.connect({
      host: spec.host,
      port: spec.port,
      localAddress,
      onread: {
        buffer: SHARED,
        callback: (n, b) => {
          try {
            this.data(b, n)
          } catch (e) {
            this.err = e
            this.no(e)
            this.sock.destroy()
          }
          return true
        },
      },
    })
    this.sock.on('error', e => {
      this.err = e
      this.no(e)
    })
    this.sock.on('close', () => {
      this.closed = true
      this.no(new Error('closed'))
    })
    this.ready.catch(() => {})
    const path = spec.path ?? (spec.eio ? '/socket.io/?EIO=4&transport=websocket' : '/')
    if (spec.transport === 'sse')
      this.sock.write(
        `GET ${path} HTTP/1.1\r\nHost: ${spec.host}:${spec.port}\r\nAccept: text/event-stream\r\n${spec.headers ?? ''}\r\n`,
      )
    else
      this.sock.write(
        `GET ${path} HTTP/1.1\r\nHost: ${spec.host}:${spec.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${crypto.randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n${spec.transport === 'mqtt' ? 'Sec-WebSocket-Protocol: mqtt\r\n' : ''}${spec.pmd ? 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n' : ''}${spec.headers ?? ''}\r\n`,
      )
  }
  text(s) {
    this.sock.write(mask(1, s))
  }
  bin(b) {
    this.sock.write(mask(2, b))
  }
  opened() {
    const s = this.spec
    if (s.transport === 'mqtt') {
      this.bin(
        Buffer.from([
          0x10,
          28,
          0,
          4,
          77,
          81,
          84,
          84,
          4,
          2,
          0,
          0,
          0,
          16,
          ...Buffer.from(`${process.pid}-${(Lean.seq = (Lean.seq ?? 0) + 1)}`.padStart(16, 'c')),
        ]),
      )
      const t = Buffer.from(s.topic)
      this.bin(Buffer.from([0x82, t.length + 5, 0, 1, 0, t.length, ...t, 0]))
    } else if (s.transport === 'nats') {
      this.bin(`CONNECT {"verbose":false,"pedantic":false,"echo":false}\r\nSUB ${s.topic} 1\r\nPING\r\n`)
    } else if (!s.eio) {
      for (const x of s.hello ?? []) this.text(x)
      this.ok()
    }
  }
  data(b, n) {
    this.bytes += n
    if (this.state === 0) {
      this.acc = Buffer.concat([this.acc, b.subarray(0, n)])
      const i = this.acc.indexOf('\r\n\r\n')
      if (i < 0) return
      const head = this.acc.toString('latin1', 0, i)
      if (!/^HTTP\/1\.1 (101|200)/.test(head)) throw new Error(head.split('\r\n')[0])
      const rest = this.acc.subarray(i + 4)
      this.acc = null
      this.state = 1
      this.opened()
      if (this.spec.transport === 'sse') this.chunked = /chunked/i.test(head)
      if (rest.length) this.data2(rest, rest.length)
      return
    }
    this.data2(b, n)
  }
  data2(b, n) {
    if (this.spec.transport === 'sse') this.sse(b, n)
    else this.ws(b, n)
  }
  cap(b, o, l) {
    if (this.plen < PRE) {
      const k = Math.min(l, PRE - this.plen)
      b.copy(this.pre, this.plen, o, o + k)
      this.plen += k
    }
    if (this.full) this.chunks.push(Buffer.from(b.subarray(o, o + l)))
    this.mlen += l
  }
  end(isBin, comp) {
    const L = this.mlen,
      P = this.plen
    this.mlen = 0
    this.plen = 0
    const body = this.full ? (this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks)) : null
    if (this.full) this.chunks = []
    const out = this.out
    let r
    if (comp && !this.isReady) {
      // context takeover: even the handshake is compressed, so inflate until the session is open
      this.z = Buffer.concat([
        this.z ?? Buffer.alloc(0),
        this.pre.subarray(0, P),
        Buffer.from([0, 0, 255, 255]),
      ])
      const all = zlib.inflateRawSync(this.z, { finishFlush: zlib.constants.Z_SYNC_FLUSH }).toString()
      const t = all.slice(this.zlen ?? 0)
      this.zlen = all.length
      this.pend = 0
      if (t[0] === '0') this.text('40')
      else if (t.startsWith('40')) {
        this.isReady = true
        this.ok()
      }
      return
    }
    if (this.spec.eio && !isBin && !comp) {
      const c = this.pre[0] // engine.io control packets
      if (c === 50) {
        this.text('3')
        return
      }
      if (c === 48 && this.spec.customParser) {
        this.bin(Buffer.from(this.spec.customParser, 'base64'))
        this.pend = 0
        return
      }
      if (c === 48) {
        this.text(`40${this.spec.ns ? `${this.spec.ns},` : ''}${this.spec.auth ?? ''}`)
        return
      }
      if (c === 52 && this.pre[1] === 48) {
        for (const x of this.spec.hello ?? []) this.text(x)
        this.ok()
        this.pend = 0
        return
      }
      if (c === 52 && this.pre[1] === 53) return
    } // 45x: header of a binary event, bytes stay in pend
    if (this.spec.eio && this.spec.customParser && isBin && !this.opened40) {
      this.opened40 = true
      this.ok()
      this.pend = 0
      return
    } // CONNECT answer in a binary parser
    if (comp && L < 200) return
    out.stamp = 0
    out.n = 0
    if (this.codec.seqOnly || comp) {
      if (L > 64) {
        out.stamp = -1
        r = true
      }
    } else r = this.codec.peek(this.pre, 0, P, L, isBin, out)
    if (r) {
      const by = this.pend
      this.pend = 0
      this.onMsg(out.stamp, out.n, by, nowUs(), body, isBin)
    }
  }
  ws(b, n) {
    let o = 0
    while (o < n) {
      if (!this.inp) {
        // header
        let need
        do {
          this.h[this.hl++] = b[o++]
          const l7 = this.hl > 1 ? this.h[1] & 127 : 0
          need = this.hl < 2 ? 2 : 2 + (l7 === 126 ? 2 : l7 === 127 ? 8 : 0)
        } while (this.hl < need && o < n)
        if (this.hl < need) break
        const l7 = this.h[1] & 127
        this.left = l7 < 126 ? l7 : l7 === 126 ? this.h.readUInt16BE(2) : Number(this.h.readBigUInt64BE(2))
        this.pend += need + this.left
        this.hl = 0
        const op = this.h[0] & 15
        this.fin = this.h[0] & 128
        if (op) {
          this.op = op
          if (op < 8) {
            this.mop = op
            this.comp = (this.h[0] & 64) !== 0
          }
        } else this.op = this.mop
        this.inp = true
        if (op >= 8) this.ctl = []
      }
      const k = Math.min(this.left, n - o)
      if (k) {
        if (this.op >= 8) this.ctl.push(Buffer.from(b.subarray(o, o + k)))
        else if (this.spec.transport === 'ws') this.cap(b, o, k)
        else this.l2(b, o, o + k)
        o += k
        this.left -= k
      }
      if (this.left === 0) {
        this.inp = false
        if (this.op === 9) this.sock.write(mask(10, Buffer.concat(this.ctl)))
        else if (this.op === 8) this.sock.end()
        else if (this.op < 8 && this.fin && this.spec.transport === 'ws') this.end(this.mop === 2, this.comp)
      }
    }
  }
  sse(b, n) {
    let o = 0
    while (o < n) {
      if (!this.inp) {
        while (o < n) {
          const c = b[o++]
          this.l2h.push(c)
          const L = this.l2h.length
          if (c === 10 && L > 1) {
            const s = String.fromCharCode(...this.l2h).trim()
            this.l2h.length = 0
            if (s === '') continue
            this.left = parseInt(s, 16)
            this.pend += L + this.left + 2
            this.inp = true
            break
          }
        }
        if (!this.inp) break
      }
      const k = Math.min(this.left, n - o)
      if (k) {
        this.cap(b, o, k)
        o += k
        this.left -= k
      }
      if (this.left === 0) {
        this.inp = false
        this.ok()
        this.end(false, false)
      }
    }
  }
  l2(b, o, e) {
    const mqtt = this.spec.transport === 'mqtt'
    while (o < e) {
      if (!this.l2in) {
        let done = false
        const h = this.l2h
        while (o < e && !done) {
          h.push(b[o++])
          if (mqtt) {
            if (h.length > 1 && !(h[h.length - 1] & 128)) done = true
          } else if (h[h.length - 1] === 10) done = true
        }
        if (!done) return
        if (mqtt) {
          let l = 0
          for (let i = 1; i < h.length; i++) l |= (h[i] & 127) << (7 * (i - 1))
          this.l2t = h[0] >> 4
          this.l2left = l
        } else {
          const s = Buffer.from(h).toString()
          this.l2t = 0
          this.l2left = 0
          if (s.startsWith('MSG ')) {
            this.l2t = 3
            this.l2left = +s.trim().split(' ').pop() + 2
          } else if (s.startsWith('PING')) this.bin('PONG\r\n')
          else if (s.startsWith('PONG')) {
            this.ok()
            this.pend = 0
          }
        }
        h.length = 0
        this.l2in = true
      }
      const k = Math.min(this.l2left, e - o)
      if (k) {
        if (this.l2t === 3) this.cap(b, o, k)
        o += k
        this.l2left -= k
      }
      if (this.l2left === 0) {
        this.l2in = false
        if (this.l2t === 3) {
          if (mqtt) {
            const tl = 2 + this.spec.topic.length
            this.pre.copyWithin(0, tl, this.plen)
            this.plen -= tl
            if (this.full) {
              this.chunks = [Buffer.concat(this.chunks).subarray(tl)]
            }
          }
          this.end(true, false)
        } else if (mqtt && this.l2t === 9) {
          this.ok()
          this.pend = 0
        }
      }
    }
  }
}
