import { WebSocket } from 'ws'
import type { LineSocket } from '../../../client/live/line.ts'
import { type Packet, parser } from '../../../models/parser.ts'

type Hear = (...news: never[]) => void

/** The client's socket in a few lines over a bare WebSocket: a process can have hundreds. */
export class LightSocket implements LineSocket {
  private readonly url: string
  private readonly hearers = new Map<string, Hear>()
  private readonly replies = new Map<number, Hear>()
  private readonly encoder = new parser.Encoder()
  private ws: WebSocket | null = null
  private ids = 0

  constructor(url: string) {
    this.url = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`
  }

  on(event: string, hear: Hear): void {
    this.hearers.set(event, hear)
  }

  connect(): void {
    const ws = new WebSocket(this.url, { perMessageDeflate: false })
    this.ws = ws
    const decoder = new parser.Decoder()
    decoder.on('decoded', packet => this.hear(packet as Packet))
    ws.on('message', (data: Buffer, binary) => {
      if (binary) return decoder.add(data)
      const text = data.toString()
      if (text[0] === '0') ws.send('4{"type":0,"nsp":"/"}')
      else if (text[0] === '2') ws.send('3')
      else if (text[0] === '4') decoder.add(text.slice(1))
    })
    ws.on('error', () => undefined)
    ws.on('close', () => {
      if (this.ws !== ws) return
      this.ws = null
      this.replies.clear()
      this.say('disconnect')
      this.say('connect_error')
    })
  }

  disconnect(): void {
    this.ws?.terminate()
  }

  emit(event: string, ...args: unknown[]): void {
    const reply = args.at(-1)
    const data = [event, ...args.filter(arg => typeof arg !== 'function')]
    const id = ++this.ids
    const packet = { type: 2, nsp: '/', data }
    if (typeof reply === 'function') this.replies.set(id, reply as Hear)
    const [text] = this.encoder.encode(typeof reply === 'function' ? { ...packet, id } : packet)
    this.ws?.send(`4${text}`)
  }

  private hear({ type, data, id }: Packet): void {
    if (type === 0) this.say('connect')
    else if (type === 2) this.say(...(data as [string, ...never[]]))
    else if (type === 3) {
      this.replies.get(id!)?.(...(data as never[]))
      this.replies.delete(id!)
    }
  }

  private say(event: string, ...news: never[]): void {
    this.hearers.get(event)?.(...news)
  }
}
