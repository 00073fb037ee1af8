import { type ChildProcess, fork } from 'node:child_process'
import { expect, test } from 'vitest'
import { type AlarmTables, alarmMigrations } from '../../../server/alarms/alarmTables.ts'
import { type ClusterTables, clusterMigrations } from '../../../server/cluster/clusterTables.ts'
import { stores } from '../store/stores.ts'

const postgres = stores.find(([engine]) => engine === 'postgres')
const KILLS = 2
/** Processes that compile themselves take seconds to start on a busy machine. */
const LONG = 120_000

interface Candidate {
  readonly child: ChildProcess
  readonly ready: Promise<void>
  epoch: number
  /** Last journal number it said was durable. */
  durable: number
}

test.skipIf(!postgres)(
  'kill -9 of the owner: a stand-by owns within 5 s, no durable row is lost, the journal has no gap',
  async () => {
    const made = await postgres![1]<AlarmTables & ClusterTables>([alarmMigrations, clusterMigrations])
    const all: Candidate[] = []
    const start = async (): Promise<Candidate> => {
      const candidate = begin(made.where)
      all.push(candidate)
      await candidate.ready
      return candidate
    }
    try {
      let owner = await start()
      await expect.poll(() => owner.durable, { timeout: 10_000 }).toBeGreaterThan(20)
      for (let kill = 0; kill < KILLS; kill++) {
        const standby = await start()
        const killed = performance.now()
        owner.child.kill('SIGKILL')
        await expect
          .poll(() => standby.durable, { timeout: 5_000, interval: 10 })
          .toBeGreaterThan(owner.durable)
        const took = performance.now() - killed
        expect(took).toBeLessThan(5_000)
        expect(standby.epoch).toBeGreaterThan(owner.epoch)
        owner = standby
      }
      owner.child.kill('SIGKILL')
      await expect.poll(() => owner.child.signalCode).toBe('SIGKILL')
      const rows = await made.store.db
        .selectFrom('alarm_journal')
        .select('number')
        .orderBy('number')
        .execute()
      expect(rows.length).toBeGreaterThanOrEqual(owner.durable)
      expect(rows.map(({ number }) => number)).toEqual(rows.map((_, k) => k + 1))
    } finally {
      for (const { child } of all) child.kill('SIGKILL')
      await made.close()
    }
  },
  LONG,
)

function begin(where: string): Candidate {
  const child = fork('test/server/cluster/ownerChild.ts', [where], { execArgv: ['--import', 'tsx'] })
  let told: () => void = () => undefined
  const candidate: Candidate = {
    child,
    epoch: 0,
    durable: 0,
    ready: new Promise((resolve, reject) => {
      told = resolve
      child.once('exit', code => reject(new Error(`the candidate ended with ${code}`)))
    }),
  }
  candidate.ready.catch(() => undefined)
  child.on('message', (message: { ready?: true; epoch?: number; durable?: number }) => {
    if (message.ready) told()
    candidate.epoch = message.epoch ?? candidate.epoch
    candidate.durable = message.durable ?? candidate.durable
  })
  return candidate
}
