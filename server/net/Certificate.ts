import { readFileSync, unwatchFile, watchFile } from 'node:fs'
import { createSecureContext, type Server, TLSSocket, type TlsOptions } from 'node:tls'

/** Files in PEM of a server's own TLS. */
export interface TlsFiles {
  /** The server's certificate with those between it and the authority. */
  readonly cert: string
  readonly key: string
  /** Certificate of the authority that certifies devices; their lines may then show a certificate instead of a key. */
  readonly clientCa?: string | undefined
}

/** Milliseconds between looks at the files, and that a handshake may take. */
const LOOK = 2_000
const HANDSHAKE = 10_000

/** The certificate of this server: read anew when its files change or on SIGHUP, for the lines to come; open ones go on. */
export class Certificate {
  private readonly files: TlsFiles
  private readonly say: (line: string) => void
  private readonly servers = new Map<Server, boolean>()
  private pems: Pems

  /** Throws a sentence when the files cannot be read or do not fit each other. */
  constructor(files: TlsFiles, say: (line: string) => void) {
    this.files = files
    this.say = say
    this.pems = readPems(files)
  }

  /** What a server is created with; one for devices asks for their certificate where there is an authority for it. */
  options(devices = false): TlsOptions {
    const asks = devices && this.pems.ca !== undefined
    return {
      ...this.context(devices),
      handshakeTimeout: HANDSHAKE,
      minVersion: 'TLSv1.2',
      // Whoever shows none logs in by key; one that does not hold is turned away by certifiedName.
      ...(asks && { requestCert: true, rejectUnauthorized: false }),
    }
  }

  /** Keep a server at the newest certificate until it closes. */
  follow(server: Server, devices = false): void {
    this.servers.set(server, devices)
    server.once('close', () => this.servers.delete(server))
  }

  /** Read the files again. False, and the old certificate goes on, when they do not fit: half a change is read again after its other half. */
  reload(): boolean {
    try {
      this.pems = readPems(this.files)
    } catch (error) {
      this.say(`TLS: ${(error as Error).message}; the certificate read before goes on`)
      return false
    }
    for (const [server, devices] of this.servers) server.setSecureContext(this.context(devices))
    this.say(`TLS: ${this.files.cert} was read anew; it holds for new lines`)
    return true
  }

  /** Follow changes of the files and SIGHUP until the result is called. */
  watch(): () => void {
    const reload = (): void => void this.reload()
    const paths = Object.values(this.files).filter((path): path is string => typeof path === 'string')
    for (const path of paths) watchFile(path, { interval: LOOK, persistent: false }, reload)
    process.on('SIGHUP', reload)
    return () => {
      for (const path of paths) unwatchFile(path, reload)
      process.off('SIGHUP', reload)
    }
  }

  private context(devices: boolean): Pems {
    const { cert, key, ca } = this.pems
    return devices && ca ? { cert, key, ca } : { cert, key }
  }
}

/** The name that a device's certificate gives it (CN of its subject): null when it showed none, false when it showed one that does not hold. */
export function certifiedName(line: unknown): string | null | false {
  if (!(line instanceof TLSSocket)) return null
  const { subject } = line.getPeerCertificate() ?? {}
  if (!subject) return null
  return line.authorized && typeof subject.CN === 'string' ? subject.CN : false
}

interface Pems {
  readonly cert: Buffer
  readonly key: Buffer
  readonly ca?: Buffer
}

function readPems({ cert, key, clientCa }: TlsFiles): Pems {
  const pems = {
    cert: read('--tls-cert', cert),
    key: read('--tls-key', key),
    ...(clientCa !== undefined && { ca: read('--tls-client-ca', clientCa) }),
  }
  try {
    createSecureContext(pems)
  } catch (error) {
    throw new Error(`${cert} and ${key} do not make a certificate and its key: ${(error as Error).message}`)
  }
  return pems
}

function read(flag: string, path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new Error(`${flag} ${path} cannot be read: ${(error as Error).message}`)
  }
}
