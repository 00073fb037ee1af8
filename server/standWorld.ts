import { type BuiltWorld, standingWorld } from '../geodata/standingWorld.ts'
import { runNode } from './runNode.ts'

/** What stands and how to build it; a test hands in others. */
export interface WorldTools {
  readonly standing: () => BuiltWorld | null
  readonly run: typeof runNode
}

/** The world that stands, built first where it does not: in a process of its own, whose memory goes with it. Throws what the build says when it fails. */
export async function standWorld(
  progress: (step: string, part: number) => void,
  { standing, run }: WorldTools = { standing: standingWorld, run: runNode },
): Promise<BuiltWorld> {
  const there = standing()
  if (there) return there
  await run(['--import', 'tsx', 'geodata/build.ts'], line => {
    const told = /^\s*(\d+) %\s+(.+)$/.exec(line)
    if (told) progress(told[2]!, Number(told[1]) / 100)
  })
  const built = standing()
  if (!built) throw new Error('the sources of the world changed while it was built; start again')
  return built
}

/** For commands: the world is built once where none stands, which takes a minute, and silence would look like a fault. */
export function tellBuild(step: string, part: number): void {
  console.error(`building the world once, for its list of assets: ${Math.round(part * 100)} % ${step}`)
}
