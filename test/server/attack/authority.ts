import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** True where certificates can be made: `openssl` is on the machine. */
export const hasOpenssl = (() => {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** Files of one certificate. */
export interface Issued {
  readonly cert: string
  readonly key: string
}

/** An authority of a test that certifies servers and devices. */
export class Authority {
  readonly folder = mkdtempSync(join(tmpdir(), 'tls-'))
  readonly cert = this.path('ca.pem')
  private readonly key = this.path('ca.key')
  private issued = 0

  constructor(name = 'Test Authority') {
    run(
      'req',
      '-x509',
      ...EC,
      '-nodes',
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
      '-keyout',
      this.key,
      '-out',
      this.cert,
    )
  }

  /** Certify a name; its files lie at `as`, or at a place of their own. */
  issue(name: string, as = `c${++this.issued}`): Issued {
    const [cert, key, asked, more] = ['pem', 'key', 'csr', 'ext'].map(ending => this.path(`${as}.${ending}`))
    run('req', ...EC, '-nodes', '-subj', `/CN=${name}`, '-keyout', key!, '-out', asked!)
    writeFileSync(more!, 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
    run(
      'x509',
      '-req',
      '-in',
      asked!,
      '-CA',
      this.cert,
      '-CAkey',
      this.key,
      '-CAcreateserial',
      '-days',
      '2',
      '-extfile',
      more!,
      '-out',
      cert!,
    )
    return { cert: cert!, key: key! }
  }

  private path(name: string): string {
    return join(this.folder, name)
  }
}

const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1']

function run(...args: string[]): void {
  execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] })
}
