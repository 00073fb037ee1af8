import { expect, test } from 'vitest'
import { runNode } from '../../server/runNode.ts'
import { standWorld } from '../../server/standWorld.ts'
import { smallSite } from './fixture.ts'

const world = { dir: 'somewhere', site: smallSite([]) }

test('a world that stands is not built', async () => {
  const run = () => Promise.reject(new Error('built'))
  expect(await standWorld(() => undefined, { standing: () => world, run })).toBe(world)
})

test('a missing world is built in another process, whose progress is handed on', async () => {
  let standing: typeof world | null = null
  const told: [string, number][] = []
  const built = await standWorld((step, part) => told.push([step, part]), {
    standing: () => standing,
    run: async (args, line) => {
      expect(args).toContain('geodata/build.ts')
      await runNode(['-e', 'console.log("  5 %  roads\\n100 %  tiles\\nsome/dir: 12 tiles, 3 MB")'], line)
      standing = world
    },
  })
  expect(built).toBe(world)
  expect(told).toEqual([
    ['roads', 0.05],
    ['tiles', 1],
  ])
})

test('a failing build is told in its own words', async () => {
  const run = () => runNode(['-e', 'throw new RangeError("no such \\x1b[31mparcel")'], () => undefined)
  await expect(standWorld(() => undefined, { standing: () => null, run })).rejects.toThrow('no such parcel')
})
