import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../freePort.ts'
import { until } from '../../server/attack/rawLine.ts'

/** Milliseconds a start may take; the first of a machine builds world and client before. */
const START = 240_000
const FIRST_START = 1_800_000
export const DEVICE_KEY = 'a-device-key-under-attack'

/** The real program in a process of its own, on a data folder that outlives its kills. */
export class Program {
  readonly port: number
  readonly mqtt: number
  private readonly folder = mkdtempSync(join(tmpdir(), 'attack-'))
  private child: ChildProcess | null = null
  private words = ''

  private constructor(port: number, mqtt: number) {
    this.port = port
    this.mqtt = mqtt
  }

  static async begin(): Promise<Program> {
    const program = new Program(await freePort(), await freePort())
    await program.start(FIRST_START)
    return program
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Start it, or start it again after a kill. Throws with its last words when it does not come. */
  async start(within = START): Promise<void> {
    const args = [
      '--import',
      'tsx',
      'server/main.ts',
      '--port',
      `${this.port}`,
      '--mqtt-port',
      `${this.mqtt}`,
    ]
    const child = spawn(process.execPath, [...args, '--data', this.folder, '--points', '2000'], {
      env: { ...process.env, DATABASE_URL: '', NATS_URL: '', MQTT_URL: '', TWIN_DEVICE_KEY: DEVICE_KEY },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', chunk => {
        this.words = (this.words + chunk).slice(-4_000)
      })
    this.child = child
    const up = await until(async () => !this.alive || (await this.health(2_000)) !== null, within)
    if (up && this.alive) return
    await this.kill()
    throw new Error(`the program does not start: ${this.words}`)
  }

  get alive(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null
  }

  /** What it said last. */
  get said(): string {
    return this.words
  }

  /** Its health, or null when it does not answer in time. */
  async health(within: number): Promise<Record<string, unknown> | null> {
    try {
      const answer = await fetch(`${this.url}/api/health`, { signal: AbortSignal.timeout(within) })
      return (await answer.json()) as Record<string, unknown>
    } catch {
      return null
    }
  }

  /** `kill -9`. */
  async kill(): Promise<void> {
    const { child } = this
    if (!child || !this.alive) return
    const ended = new Promise(resolve => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  async end(): Promise<void> {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
