import { secretOf } from '../accounts/secret.ts'
import { openNats } from '../log/openNats.ts'
import { StreamLog } from '../log/StreamLog.ts'
import type { AnyStore } from '../store/Store.ts'
import { subject } from '../subject.ts'
import { subjectsOf } from './names.ts'
import { peopleLine } from './peopleLine.ts'
import { Seal } from './Seal.ts'
import { SealedLog } from './SealedLog.ts'

interface Needs {
  readonly store: AnyStore
  /** URL of NATS, and the installation's name there. */
  readonly nats: string
  readonly installation: string
}

/** A gateway's line to the owner: the log of frames, and orders under seal. */
export const link = subject({
  name: 'link',
  async open({ store, nats, installation }: Needs) {
    const line = await openNats(nats)
    const seal = new Seal(await secretOf(store, 'cluster'))
    const log = new SealedLog(await StreamLog.open(line, installation), seal)
    const { records } = subjectsOf(installation)
    const recordBell = (ring: () => void): (() => void) => {
      const bell = line.subscribe(records, { callback: ring })
      return () => bell.unsubscribe()
    }
    return {
      gives: { line, seal, log, recordBell, peopleLine: peopleLine({ line, installation, seal }) },
      health: () => ({ forged: seal.refused }),
      async close() {
        await log.close()
        await line.close()
      },
    }
  },
})
