import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../freePort.ts'
import { until } from './rawLine.ts'

/** Milliseconds a start may take; the first of a machine builds world and client before. */
const START = 240_000
const FIRST_START = 1_800_000
export const DEVICE_KEY = 'a-device-key-under-attack'

/** What a start is told besides its ports. */
export interface ProgramOptions {
  /** Flags of the command line. */
  readonly flags?: readonly string[]
  /** A data folder of others; one of its own, gone at the end, when left out. */
  readonly folder?: string
  /** A module that is loaded before the program. */
  readonly preload?: string
}

/** The real program in a process of its own, on a data folder that outlives its kills. */
export class Program {
  readonly port: number
  readonly mqtt: number
  readonly folder: string
  private readonly options: ProgramOptions
  private child: ChildProcess | null = null
  private words = ''

  private constructor(port: number, mqtt: number, options: ProgramOptions) {
    this.port = port
    this.mqtt = mqtt
    this.options = options
    this.folder = options.folder ?? mkdtempSync(join(tmpdir(), 'attack-'))
  }

  /** Start one; rejects with its last words when it ends instead. */
  static async begin(options: ProgramOptions = {}): Promise<Program> {
    const program = new Program(await freePort(), await freePort(), options)
    try {
      await program.start(FIRST_START)
    } catch (error) {
      await program.end()
      throw error
    }
    return program
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get pid(): number {
    return this.child!.pid!
  }

  /** Start it, or start it again after a kill. Throws with its last words when it does not come. */
  async start(within = START): Promise<void> {
    const { flags = ['--points', '2000'], preload } = this.options
    const imports = ['tsx', ...(preload ? [preload] : [])].flatMap(name => ['--import', name])
    const ports = ['--port', `${this.port}`, '--mqtt-port', `${this.mqtt}`]
    const child = spawn(
      process.execPath,
      [...imports, 'server/main.ts', ...ports, '--data', this.folder, ...flags],
      {
        env: { ...process.env, DATABASE_URL: '', NATS_URL: '', MQTT_URL: '', TWIN_DEVICE_KEY: DEVICE_KEY },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', chunk => {
        this.words = (this.words + chunk).slice(-4_000)
      })
    const closed = new Promise(resolve => child.once('close', resolve))
    this.child = child
    const up = await until(async () => !this.alive || (await this.health(2_000)) !== null, within)
    if (up && this.alive) return
    await this.kill()
    await closed
    throw new Error(`the program does not start (${child.exitCode}): ${this.words}`)
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

  signal(name: NodeJS.Signals): void {
    this.child?.kill(name)
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
    if (this.options.folder === undefined) rmSync(this.folder, { recursive: true, force: true })
  }
}
