/** `npx tsx test/bench/ingest/run.ts [seconds]`: samples a second through the gate, the HTTP doors and MQTT, beside a naive peer in the same run. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import mqtt from 'mqtt'
import { systemClock } from '../../../server/clock.ts'
import { Gate } from '../../../server/ingest/accept.ts'
import { Batch } from '../../../server/ingest/Batch.ts'
import type { SourceReport } from '../../../server/ingest/ingestReport.ts'
import { LineReader } from '../../../server/ingest/LineReader.ts'
import type { Offer } from '../../../server/ingest/Offer.ts'
import { Recent } from '../../../server/twin/recent.ts'
import { Twin } from '../../../server/twin/twin.ts'
import { freePort } from '../../freePort.ts'
import { looseAlarms } from '../../server/alarms/looseAlarms.ts'
import { type Row, sample, table, valueFor, widePoints, wideSite } from './bench.ts'
import { Naive } from './naive.ts'

const STATIONS = 4_000
const SIZE = 10_000
const KEY = 'a-device-key-for-bench'
const seconds = Number(process.argv[2] ?? 4)
const points = widePoints(STATIONS)
const start = Date.now() - 3_600_000

console.log(`${points.count.toLocaleString('en')} points, Node ${process.versions.node}, ${seconds} s each\n`)
console.log(
  `In one process: parse (where there is text), check, write, alarms and recent history\n\n${table(inProcess())}\n`,
)
console.log(
  `Over the wire, the server in a process of its own, all listeners on\n\n${table(await overTheWire())}`,
)
process.exit(0)

/** Bodies of a few rounds, prepared so that only taking is measured. Each has times later than the last. */
function bodies(make: (samples: object[]) => string): string[] {
  return Array.from({ length: 40 }, (_, b) =>
    make(Array.from({ length: SIZE }, (_, k) => sample(points, b * SIZE + k, start))),
  )
}

function inProcess(): Row[] {
  const json = bodies(samples => JSON.stringify({ samples }))
  const lines = bodies(samples => samples.map(s => JSON.stringify(s)).join('\n')).map(text =>
    Buffer.from(text),
  )
  const naive = new Naive(points)
  const fast = stand()
  const batch = new Batch(4_096)
  let n = 0
  return [
    measure('naive peer, JSON batches of 10,000', () => {
      for (const body of json) naive.take(body)
      return [json.length * SIZE, 0]
    }),
    gateRow('gate, JSON batches of 10,000', gate => {
      for (const body of json)
        for (const offer of (JSON.parse(body) as { samples: Offer[] }).samples) gate.offer(offer, 'bench')
    }),
    gateRow('gate, NDJSON by line', gate => {
      for (const body of lines) {
        const reader = new LineReader(line => gate.offer(JSON.parse(line!) as Offer, 'bench'))
        reader.push(body)
        reader.finish()
      }
    }),
    measure(
      'gate, resolved batches of 4,096',
      () => {
        const before = fast.gate.tally('bench').accepted
        for (let r = 0; r < 100; r++) {
          batch.clear()
          for (let k = 0; k < batch.capacity; k++, n++) {
            const i = n % points.count
            batch.add(i, valueFor(points, i, n), start + Math.floor(n / points.count), 1)
          }
          fast.gate.measure(batch, 'bench')
        }
        const taken = fast.gate.tally('bench').accepted - before
        return [taken, 100 * batch.capacity - taken]
      },
      100_000,
    ),
  ]

  /** Each round on a fresh gate, so that the same bodies are no repeats. */
  function gateRow(what: string, round: (gate: Gate) => void): Row {
    return measure(
      what,
      () => {
        const { gate } = stand()
        round(gate)
        const { accepted, rejected } = gate.tally('bench').report(Date.now())
        return [accepted, Object.values(rejected).reduce((a, b) => a + b, 0)]
      },
      100_000,
    )
  }
}

function stand() {
  const twin = new Twin(points)
  looseAlarms(twin, wideSite(STATIONS).assets, systemClock)
  new Recent(twin)
  return { twin, gate: new Gate(points, twin, systemClock) }
}

/** Repeat a round for the time of the bench, after one to warm up. */
function measure(what: string, round: () => [samples: number, rejected: number], goal?: number): Row {
  round()
  let [samples, rejected] = [0, 0]
  const cpu = process.cpuUsage()
  const from = performance.now()
  while (performance.now() - from < seconds * 1_000) {
    const [taken, refused] = round()
    samples += taken
    rejected += refused
  }
  const wall = (performance.now() - from) / 1_000
  const { user, system } = process.cpuUsage(cpu)
  return {
    what,
    samples,
    seconds: wall,
    cpuSeconds: (user + system) / 1e6,
    rejected,
    ...(goal ? { goal } : {}),
  }
}

async function overTheWire(): Promise<Row[]> {
  const port = await freePort()
  const own = await open(String(port))
  const rows = [
    await drive(
      'HTTP, JSON batches of 10,000',
      own,
      'http',
      () => http(own.url, 'application/json'),
      100_000,
    ),
    await drive(
      'HTTP, NDJSON streams of 100,000',
      own,
      'http',
      () => http(own.url, 'application/x-ndjson'),
      100_000,
    ),
    await drive(
      'MQTT QoS 0, our broker, 2 mqtt.js clients',
      own,
      'mqtt',
      () => publish(`mqtt://127.0.0.1:${port}`, { username: 'device', password: KEY }),
      20_000,
    ),
  ]
  own.child.disconnect()
  const url = process.env.MQTT_URL ?? 'mqtt://127.0.0.1:1883'
  const there = await mqtt
    .connectAsync(url, { connectTimeout: 2_000, reconnectPeriod: 0 }, false)
    .catch(() => null)
  await there?.endAsync()
  if (!there) console.error(`No broker answers at ${url}; that row is left out (MQTT_URL names another).`)
  else {
    const other = await open(url)
    rows.push(
      await drive(
        `MQTT QoS 0 through ${new URL(url).host} (Mosquitto)`,
        other,
        'mqtt',
        () => publish(url, {}),
        20_000,
      ),
    )
    other.child.disconnect()
  }
  return rows
}

interface State {
  readonly url: string
  readonly cpu: number
  readonly sources: readonly SourceReport[]
}

async function open(broker: string): Promise<{ child: ChildProcess; url: string }> {
  const child = fork('test/bench/ingest/server.ts', [String(STATIONS), broker], {
    execArgv: ['--import', 'tsx'],
    stdio: 'inherit',
  })
  const [{ url }] = (await once(child, 'message')) as [State]
  return { child, url }
}

async function ask(child: ChildProcess): Promise<State> {
  child.send('state')
  return ((await once(child, 'message')) as [State])[0]
}

/** Send for the time of the bench; what counts is what the server accepted, and its own CPU. */
async function drive(
  what: string,
  { child }: { child: ChildProcess },
  source: string,
  send: () => Promise<void>,
  goal: number,
): Promise<Row> {
  const of = (state: State) => state.sources.find(({ name }) => name === source)
  const refused = (state: State) => Object.values(of(state)?.rejected ?? {}).reduce((a, b) => a + b, 0)
  const before = await ask(child)
  const from = performance.now()
  await send()
  const after = await ask(child)
  const wall = (performance.now() - from) / 1_000
  return {
    what,
    samples: of(after)!.accepted - (of(before)?.accepted ?? 0),
    seconds: wall,
    cpuSeconds: after.cpu - before.cpu,
    rejected: refused(after) - refused(before),
    goal,
  }
}

/** Batches one after the other, without times, so that they may be sent again. */
async function http(url: string, type: string): Promise<void> {
  const timeless = Array.from({ length: SIZE }, (_, k) => {
    const { asset, point, value } = sample(points, k, start)
    return { asset, point, value }
  })
  const body =
    type === 'application/json'
      ? JSON.stringify({ samples: timeless })
      : `${timeless.map(s => JSON.stringify(s)).join('\n')}\n`.repeat(10)
  for (const until = performance.now() + seconds * 1_000; performance.now() < until; ) {
    const answer = await fetch(`${url}/api/samples`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, authorization: `Bearer ${KEY}` },
    })
    await answer.arrayBuffer()
    if (answer.status === 429)
      await new Promise(resolve => setTimeout(resolve, Number(answer.headers.get('retry-after')) * 1_000))
  }
}

/** Two stock clients that publish as fast as their lines take it. */
async function publish(url: string, account: { username?: string; password?: string }): Promise<void> {
  const clients = await Promise.all(
    [0, 1].map(() => mqtt.connectAsync(url, { ...account, reconnectPeriod: 0 })),
  )
  const until = performance.now() + seconds * 1_000
  await Promise.all(
    clients.map(async (client, c) => {
      for (let n = c; performance.now() < until; ) {
        for (let k = 0; k < 500; k++, n += 2) {
          const { asset, point, value } = sample(points, n, start)
          client.publish(`changwon/${asset}/${point}`, value.toFixed(4))
        }
        while (client.stream.writableLength > 64 * 1024) await new Promise(resolve => setImmediate(resolve))
        await new Promise(resolve => setImmediate(resolve))
      }
    }),
  )
  await Promise.all(clients.map(client => client.publishAsync('changwon/air-0/pm25', '1', { qos: 1 })))
  await Promise.all(clients.map(client => client.endAsync()))
}
