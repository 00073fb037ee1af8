import type { OpenDoor } from '../../../server/net/door.ts'
import type { Asking } from './asking.ts'
import type { Secrets } from './Secrets.ts'
import { spellings } from './spellings.ts'

/** How somebody shows who they are. */
export interface Caller {
  readonly name: string
  readonly headers: Record<string, string>
  /** Every spelling and header, or the address as it stands and encoded. */
  readonly thorough: boolean
  /** Doors whose answers may hold what is hidden from the public, for this caller. */
  readonly sees?: (door: OpenDoor) => boolean
}

/** What was found on a walk: where secrets came out, and how much was asked. */
export interface Walked {
  readonly leaks: string[]
  readonly cached: string[]
  readonly faults: string[]
  asked: number
}

/** What an address stands for: fillings of its parameters. */
export type Fill = (door: OpenDoor) => readonly string[]

const HEADERS: readonly Record<string, string>[] = [
  { range: 'bytes=0-1000000' },
  { 'if-none-match': '*' },
  { 'if-none-match': '"x"' },
  { 'if-modified-since': 'Thu, 01 Jan 2099 00:00:00 GMT' },
  { 'x-forwarded-for': '127.0.0.1', 'x-original-url': '/api/site', 'x-rewrite-url': '/world/site.json' },
]

/** Ask every door as every caller in every spelling, and look at every byte that is served. */
export async function walk(
  asking: Asking,
  doors: readonly OpenDoor[],
  fill: Fill,
  callers: readonly Caller[],
  secrets: Secrets,
  order: object,
): Promise<Walked> {
  const walked: Walked = { leaks: [], cached: [], faults: [], asked: 0 }
  const clean = new Set<string>()
  for (const caller of callers)
    for (const door of doors)
      for (const path of fill(door)) {
        const thorough = caller.thorough && door.method === 'GET'
        const all = spellings(path, asking.host)
        const paths = thorough ? all : all.slice(0, 2)
        for (const each of paths) await ask(caller, door, each, {})
        if (thorough) for (const more of HEADERS) await ask(caller, door, path, more)
      }
  return walked

  async function ask(
    caller: Caller,
    door: OpenDoor,
    path: string,
    more: Record<string, string>,
  ): Promise<void> {
    const reads = door.method === 'GET' || door.method === 'HEAD'
    const headers = { ...caller.headers, ...more }
    const {
      status,
      headers: told,
      body: bytes,
    } = await asking.ask(door.method, path, headers, reads ? undefined : order)
    walked.asked++
    const where = `${caller.name} ${door.method} ${path} ${JSON.stringify(more)}: ${status}`
    if (status >= 500 && status !== 503) walked.faults.push(`${where} ${bytes.toString().slice(0, 200)}`)
    const cache = String(told['cache-control'] ?? '')
    if (status < 400 && door.door !== 'files' && !/no-store|private/.test(cache))
      if (!/^\/(world\/|assets\/|$)/.test(path)) walked.cached.push(`${where} "${cache}"`)
    if (caller.sees?.(door)) return
    const body = bytes.toString('latin1')
    const text = JSON.stringify(told) + (clean.has(body) ? '' : bytes.toString('utf8'))
    const question = decoded(path) + (reads ? '' : JSON.stringify(order))
    const found = secrets.foundIn(text, question)
    if (found.length > 0) walked.leaks.push(`${where} holds ${found.slice(0, 3).join(', ')}`)
    else clean.add(body)
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
