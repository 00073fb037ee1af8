/** One build of the world into the folder named, in a process of its own: prints seconds and peak MB as JSON. */
import { makeWorld } from '../../../geodata/makeWorld.ts'
import { readSources } from '../../../geodata/sources.ts'
import { writeWorld } from '../../../geodata/tiles/writeWorld.ts'

const began = performance.now()
const world = await makeWorld(readSources('geodata/sources'), () => undefined)
await writeWorld(world, process.argv[2]!, 'bench', () => undefined)
const seconds = (performance.now() - began) / 1000
console.log(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS / 1024 }))
