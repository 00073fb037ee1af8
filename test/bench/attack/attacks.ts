import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killOften } from '../../server/alarms/killOften.ts'
import { DEVICE_KEY, type Program } from '../../server/attack/Program.ts'
import { frame, RawLine, UPGRADE } from '../../server/attack/rawLine.ts'

/** One attack in one round: how often it was tried, and what it broke (none: it was survived). */
export interface Outcome {
  readonly tried: number
  readonly lost: readonly string[]
}

export type Attack = (program: Program, random: () => number, round: number) => Promise<Outcome>

const REQUEST = 'GET /api/health HTTP/1.1\r\nHost: twin\r\n\r\n'
const head = (type: string): string =>
  `POST /api/samples HTTP/1.1\r\nHost: twin\r\nContent-Type: ${type}\r\nContent-Length: 60000\r\n\r\n`
const JOIN = frame('4{"type":0,"nsp":"/"}')
const said: readonly (string | Buffer)[] = [
  '',
  'GET /api/hea',
  `${head('application/json')}{"samples":[`,
  REQUEST.repeat(50),
  UPGRADE(),
  UPGRADE('/elsewhere'),
  Buffer.concat([Buffer.from(UPGRADE()), JOIN]),
  Buffer.concat([Buffer.from(UPGRADE()), JOIN.subarray(0, 4)]),
]

/** Every attack by its name; each leaves nothing open behind. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  'resets at every stage': (program, random) =>
    withLines(program.port, 200, async lines => {
      for (const line of lines) line.say(pick(said, random))
      await Promise.all(lines.map(line => later(random() * 30, () => line.reset())))
    }),
  'resets of MQTT': (program, random) =>
    withLines(program.mqtt, 100, async lines => {
      for (const line of lines) line.say(noise(random, 40).fill(0x10, 0, 1))
      await Promise.all(lines.map(line => later(random() * 30, () => line.reset())))
    }),
  'flood of handshakes': program =>
    withLines(program.port, 500, async lines => {
      for (const line of lines) line.say(UPGRADE())
      await Promise.all(lines.map(line => line.hears(/\r\n\r\n/, 20_000)))
    }),
  'flood of requests': program =>
    withLines(program.port, 50, async lines => {
      for (const line of lines) line.say(REQUEST.repeat(200))
      await later(1_000, () => undefined)
    }),
  'many joins on one line': program =>
    withLines(program.port, 20, async lines => {
      for (const line of lines) line.say(UPGRADE())
      for (const line of lines) await line.hears(/101/)
      for (const line of lines) line.say(Buffer.concat(Array<Buffer>(1_000).fill(JOIN)))
      await later(500, () => undefined)
    }),
  'slow heads and bodies': program =>
    withLines(program.port, 500, async lines => {
      for (const [k, line] of lines.entries())
        line.say(k % 2 ? head('application/json') : 'GET / HTTP/1.1\r\nX: ')
      for (let k = 0; k < 20; k++) {
        for (const line of lines) line.say('y')
        await later(100, () => undefined)
      }
    }),
  'fuzz of HTTP': (program, random) =>
    withLines(program.port, 200, async lines => {
      for (const line of lines)
        line.say(mutated(pick([REQUEST, UPGRADE(), head('application/json')], random), random))
      await later(300, () => undefined)
    }),
  'fuzz of WebSocket': (program, random) =>
    withLines(program.port, 100, async lines => {
      for (const line of lines) line.say(UPGRADE())
      for (const line of lines) await line.hears(/101/)
      for (const line of lines) {
        line.say(JOIN)
        for (let k = 0; k < 20; k++)
          line.say(
            random() < 0.5
              ? noise(random, 200)
              : frame(
                  mutated(
                    '4{"type":2,"nsp":"/","id":1,"data":["topics:watch",{"topics":["control"]}]}',
                    random,
                  ),
                ),
          )
      }
      await later(300, () => undefined)
    }),
  'fuzz of MQTT': (program, random) =>
    withLines(program.mqtt, 100, async lines => {
      for (const line of lines) line.say(noise(random, 300))
      await later(300, () => undefined)
    }),
  'fuzz of samples': async (program, random) => {
    let tried = 0
    const lost: string[] = []
    for (; tried < 100; tried++) {
      const body = mutated(
        '{"samples":[{"asset":"air-ungnam","point":"pm25","value":81,"unit":"µg/m³"}]}',
        random,
      )
      const answer = await fetch(`${program.url}/api/samples`, {
        method: 'POST',
        headers: { authorization: `Bearer ${DEVICE_KEY}`, 'content-type': 'application/json' },
        body,
      }).catch(() => null)
      if (!answer || answer.status >= 500) lost.push(`${answer?.status ?? 'no answer'} to ${body}`)
    }
    return { tried, lost }
  },
  'kill -9 of the program': async program => {
    void fetch(`${program.url}/api/site`)
      .then(answer => answer.arrayBuffer())
      .catch(() => undefined)
    await program.kill()
    await program.start()
    return { tried: 1, lost: [] }
  },
  'kill -9 during orders': async (_, __, round) => {
    const folder = mkdtempSync(join(tmpdir(), 'orders-'))
    try {
      const { answered, lost } = await killOften(5, round + 1, folder)
      return { tried: answered, lost }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function withLines(
  port: number,
  n: number,
  work: (lines: readonly RawLine[]) => Promise<void>,
): Promise<Outcome> {
  const lines = await Promise.all(Array.from({ length: n }, () => RawLine.dial(port)))
  try {
    await work(lines)
  } finally {
    for (const line of lines) line.reset()
  }
  return { tried: n, lost: [] }
}

function later<T>(ms: number, work: () => T): Promise<T> {
  return new Promise(resolve => setTimeout(() => resolve(work()), ms))
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)]!
}

function noise(random: () => number, most: number): Buffer {
  return Buffer.from(
    Array.from({ length: 1 + Math.floor(random() * most) }, () => Math.floor(random() * 256)),
  )
}

/** A text with a few characters changed, doubled or taken out. */
function mutated(text: string, random: () => number): string {
  let out = text
  for (let k = 0; k < 4; k++) {
    const at = Math.floor(random() * out.length)
    const put = String.fromCharCode(Math.floor(random() * 256))
    out = `${out.slice(0, at)}${random() < 0.3 ? put.repeat(50) : put}${out.slice(at + (random() < 0.5 ? 1 : 0))}`
  }
  return out
}
