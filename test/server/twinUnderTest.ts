import { type StartOptions, startTwin as start } from '../../server/start.ts'

/** A twin as tests look into it: the house, and all that its subjects gave each other. */
export type Running = Awaited<ReturnType<typeof startTwin>>

/** Start a twin and lay its parts open. */
export async function startTwin(options: StartOptions) {
  const house = await start(options)
  const { given } = house
  return {
    ...given,
    url: house.url,
    doors: house.doors,
    tick: () => house.tick(),
    health: () => house.health(),
    ingest: given.ingestReport,
    close: () => house.close(),
  }
}
