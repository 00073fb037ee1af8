import { randomBytes } from 'node:crypto'
import type { Log } from '../../../server/log/Log.ts'
import { MemoryLog } from '../../../server/log/MemoryLog.ts'
import { openNats } from '../../../server/log/openNats.ts'
import { StreamLog } from '../../../server/log/StreamLog.ts'

/** NATS of the tests. */
export const NATS = process.env.TEST_NATS_URL ?? 'nats://127.0.0.1:4222'

/** An empty log for one test; `again` opens it as another process would. */
export interface TestLog {
  readonly log: Log
  readonly again: () => Promise<Log>
  close(): Promise<void>
}

/** The logs to run a suite on: in memory always; NATS when it answers, and always in CI. */
export const logs: readonly (readonly [string, () => Promise<TestLog>])[] = [
  ['memory', openMemory],
  ...((await natsAnswers()) || process.env.CI ? ([['nats', openStream]] as const) : []),
]

async function openMemory(): Promise<TestLog> {
  const log = new MemoryLog(() => Date.now())
  return { log, again: async () => log, close: () => log.close() }
}

async function openStream(): Promise<TestLog> {
  const name = `t${randomBytes(6).toString('hex')}`
  const line = await openNats(NATS)
  const log = await StreamLog.open(line, name)
  const lines = [line]
  const again = async (): Promise<Log> => {
    const other = await openNats(NATS)
    lines.push(other)
    return StreamLog.open(other, name)
  }
  const close = async (): Promise<void> => {
    await log.remove()
    await log.close()
    for (const each of lines) await each.close()
  }
  return { log, again, close }
}

/** Forget the stream of an installation: tests leave nothing behind. */
export async function removeStream(installation: string): Promise<void> {
  const line = await openNats(NATS)
  await (await StreamLog.open(line, installation)).remove()
  await line.close()
}

/** True when NATS is there. */
export async function natsAnswers(): Promise<boolean> {
  const line = await openNats(NATS).catch(() => null)
  await line?.close()
  return line !== null
}
