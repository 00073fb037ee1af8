/** `screens.ts URL SCREENS CHANGES`: screens that hear records, and a planner who changes a shared view; answers with the lags in milliseconds, sorted. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { RecordNews } from '../../../models/records/recordWire.ts'
import { Browser } from '../../server/accounts/frontDoor.ts'
import { LightSocket } from '../../server/overload/LightSocket.ts'
import { savedView } from '../../server/records/desk.ts'

/** Milliseconds between two changes. */
const EVERY = 100

const [url = '', screens = '0', changes = '0'] = process.argv.slice(2)
const sent = new Map<string, number>()
const lags: number[] = []

await Promise.all(Array.from({ length: Number(screens) }, openScreen))
const browser = new Browser(url)
await browser.login('planner')
const socket = await browser.socket()
const id = randomUUID()
await socket.emitWithAck('records:change', [order(0, savedView('shared', { readers: 'everyone' }))])
await pause(2_000)
for (let k = 0; k < Number(changes); k++) {
  const each = order(Number.MAX_SAFE_INTEGER, { name: `name ${k}` })
  sent.set(each.order, performance.now())
  const { ok, value } = await socket.emitWithAck('records:change', [each])
  if (!ok || value.refused) throw new Error(`a change was refused: ${JSON.stringify(value)}`)
  await pause(EVERY)
}
await pause(2_000)
process.send!(lags.sort((a, b) => a - b))

function order(base: number, fields: object) {
  return { order: randomUUID(), branch: 'main', type: 'view', id, base, fields }
}

/** A screen that has joined the records. */
function openScreen(): Promise<void> {
  return new Promise(resolve => {
    const screen = new LightSocket(url)
    screen.on('connect', () => screen.emit('records:join', {}, () => resolve()))
    screen.on('records:changed', ((news: RecordNews) => {
      for (const { order } of news.changes) {
        const at = sent.get(order)
        if (at !== undefined) lags.push(performance.now() - at)
      }
    }) as (...news: never[]) => void)
    screen.connect()
  })
}
