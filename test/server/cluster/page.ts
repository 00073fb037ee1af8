import { inflateRawSync } from 'node:zlib'
import type { Socket } from 'socket.io-client'
import type { AlarmNews } from '../../../models/alarmOrder.ts'
import { applyFrame, type FrameState, frameState, readHead } from '../../../models/frame.ts'
import { TOPICS } from '../../../models/kind.ts'
import { numberPoints } from '../../../models/points.ts'
import type { Bytes, Pulse, Reply, Watching } from '../../../models/wire.ts'
import type { Browser } from '../accounts/frontDoor.ts'
import { KEY, smallSite } from '../fixture.ts'

const points = numberPoints(smallSite().assets)
/** The point that tests measure: fine dust at the air station. */
export const PM25 = points.find('airstation', 'pm25', 0)

/** A page of the twin as far as the wire goes. */
export interface Page {
  readonly socket: Socket
  readonly state: FrameState
  readonly epochs: number[]
  readonly pulses: Pulse[]
  readonly news: AlarmNews[]
  readonly watching: Watching
}

/** Open a page that hears every topic. */
export async function watch(browser: Browser): Promise<Page> {
  const socket = await browser.socket()
  const state = frameState(Float64Array.from(points.spec, spec => spec.resolution))
  const page: Omit<Page, 'watching'> = { socket, state, epochs: [], pulses: [], news: [] }
  socket.on('frame', (bytes: Bytes) => {
    const frame = new Uint8Array(bytes as ArrayBuffer)
    page.epochs.push(readHead(frame).epoch)
    applyFrame(frame, state, body => new Uint8Array(inflateRawSync(body)))
  })
  socket.on('pulse', (pulse: Pulse) => page.pulses.push(pulse))
  socket.on('alarms:changed', (news: AlarmNews) => page.news.push(news))
  socket.on('alarms:page', (news: AlarmNews, taken: () => void) => {
    page.news.push(news)
    taken()
  })
  const reply: Reply<Watching> = await socket.emitWithAck('topics:watch', { topics: TOPICS })
  if (!reply.ok) throw new Error(reply.reason)
  return { ...page, watching: reply.value }
}

/** All alarms the page was told of, oldest first. */
export function toldOf(page: Page) {
  return page.news.flatMap(({ alarms }) => alarms)
}

/** Say a value of PM25 at a door. */
export function measure(url: string, value: number): Promise<Response> {
  return fetch(`${url}/api/samples`, {
    method: 'POST',
    headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ samples: [{ asset: 'airstation', point: 'pm25', value, unit: 'µg/m³' }] }),
  })
}
