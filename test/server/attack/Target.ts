import { type ChildProcess, fork } from 'node:child_process'
import { freePort } from '../../freePort.ts'

/** A program under attack, in a process of its own: it either still answers, or its last words tell why not. */
export class Target {
  readonly port: number
  readonly mqtt: number
  private readonly child: ChildProcess
  /** Lines it has said. */
  lines = 0
  private readonly words: () => string

  private constructor(child: ChildProcess, url: string, mqtt: number, words: () => string) {
    this.child = child
    this.port = Number(new URL(url).port)
    this.mqtt = mqtt
    this.words = words
    child.stderr?.on('data', chunk => {
      this.lines += String(chunk).split('\n').length - 1
    })
  }

  /** Start a script that sends `{ url }` once it is open; it is given a free port for MQTT and `more` start options as JSON. */
  static async begin(script = 'test/server/attack/twinChild.ts', more: object = {}): Promise<Target> {
    const mqtt = await freePort()
    const child = fork(script, [String(mqtt), JSON.stringify(more)], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', chunk => {
        said = (said + chunk).slice(-4_000)
      })
    const url = await new Promise<string>((resolve, reject) => {
      child.once('message', message => resolve((message as { url: string }).url))
      // Its last words are read to the end.
      child.once('close', code => reject(new Error(`${script} ended with ${code}: ${said}`)))
    })
    return new Target(child, url, mqtt, () => said)
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Its health as it tells it; throws with its last words when it has ended. */
  async health(): Promise<Record<string, unknown>> {
    if (this.child.exitCode !== null || this.child.signalCode !== null)
      throw new Error(
        `the program ended with ${this.child.exitCode ?? this.child.signalCode}: ${this.words()}`,
      )
    const answer = await fetch(`${this.url}/api/health`).catch(error => {
      throw new Error(`no answer (${error.message}): ${this.words()}`)
    })
    return (await answer.json()) as Record<string, unknown>
  }

  /** What it has said last. */
  get said(): string {
    return this.words()
  }

  /** Say a word to the script. */
  tell(word: string): void {
    this.child.send(word)
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const ended = new Promise(resolve => this.child.once('exit', resolve))
    this.child.kill('SIGKILL')
    await ended
  }
}
