import { expect, test } from 'vitest'
import { systemClock } from '../../../server/clock.ts'
import { holdDatabase } from '../../../server/cluster/holdDatabase.ts'
import { Ownership } from '../../../server/cluster/Ownership.ts'
import { subjects, type Tables } from '../tables.ts'
import { postgres } from './cluster.ts'

test.skipIf(!postgres)(
  'one server alone holds a database, owners included, and the next is told by whom',
  async () => {
    const { where, close } = await postgres![1]<Tables>(subjects)
    const hold = (port: number) =>
      holdDatabase(where, systemClock, `http://127.0.0.1:${port}`, () => undefined)
    const free = await hold(8080)
    await expect(hold(8081)).rejects.toThrow(
      new RegExp(
        `in use by twin process ${process.pid} at http://127\\.0\\.0\\.1:8080 since \\d{4}-.*; stop that one`,
      ),
    )
    await free()
    const owner = new Ownership(where, systemClock, 'http://127.0.0.1:9000')
    await owner.win()
    await expect(hold(8080)).rejects.toThrow(/at http:\/\/127\.0\.0\.1:9000 since/)
    await owner.close()
    await (await hold(8080))()
    await close()
  },
)
