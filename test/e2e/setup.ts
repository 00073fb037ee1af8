import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'
import { freePort } from '../freePort.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Without a simulator: what is on the screen came from the test. */
    still: TwinUnderTest
    /** With the simulator, as `npm start` has it. */
    live: TwinUnderTest
  }
}

export interface TwinUnderTest {
  url: string
  mqtt: string
  key: string
  /** Folder of its data, for the commands of the command line. */
  data: string
}

const KEY = 'end-to-end-device-key-0123456789abcdef'

/** Starts the real program twice, once silent and once simulating, and stops both after the last test. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const still = await start('still', ['--no-simulator'])
  const live = await start('live', [])
  project.provide('still', still.twin)
  project.provide('live', live.twin)
  return async () => {
    await Promise.all([stop(still.process), stop(live.process)])
  }
}

async function start(name: string, flags: string[]): Promise<{ twin: TwinUnderTest; process: ChildProcess }> {
  const [port, mqttPort] = [await freePort(), await freePort()]
  const data = `.twin/test/${name}`
  rmSync(data, { recursive: true, force: true })
  const child = spawn(
    process.execPath,
    [
      'node_modules/tsx/dist/cli.mjs',
      'server/main.ts',
      '--port',
      `${port}`,
      '--mqtt-port',
      `${mqttPort}`,
      '--data',
      data,
      ...flags,
    ],
    { env: { ...process.env, TWIN_DEVICE_KEY: KEY }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  child.stdout.on('data', chunk => (said += chunk))
  child.stderr.on('data', chunk => (said += chunk))
  const url = `http://127.0.0.1:${port}`
  const deadline = Date.now() + 170_000
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${said}`)
    const answer = await fetch(`${url}/api/health`).catch(() => null)
    if (answer?.ok)
      return { twin: { url, mqtt: `mqtt://127.0.0.1:${mqttPort}`, key: KEY, data }, process: child }
    await new Promise(resolve => setTimeout(resolve, 300))
  }
  // Not killed outright: tsx passes the word on to the server, which would stay otherwise.
  child.kill('SIGTERM')
  throw new Error(`npm start did not answer within 170 s:\n${said}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await ended
  clearTimeout(late)
}
