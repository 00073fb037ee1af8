import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A passkey in software: what navigator.credentials makes and answers, for one host (none attestation, ES256). */
export class Authenticator {
  counter = 0
  readonly id = randomBytes(32)
  private readonly origin: string
  private readonly host: string
  private readonly key: KeyObject
  private readonly point: { x: Buffer; y: Buffer }

  constructor(origin: string, host = new URL(origin).hostname) {
    this.origin = origin
    this.host = host
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.key = privateKey
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    this.point = { x: Buffer.from(x, 'base64url'), y: Buffer.from(y, 'base64url') }
  }

  /** Answer of navigator.credentials.create(). */
  make(challenge: string) {
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, this.cose()])
    const data = this.data(0x45, attested)
    // CBOR map of three: fmt "none", attStmt {}, authData bytes
    const attestation = Buffer.concat([
      Buffer.from([0xa3, 0x63]),
      Buffer.from('fmt'),
      Buffer.from([0x64]),
      Buffer.from('none'),
      Buffer.from([0x67]),
      Buffer.from('attStmt'),
      Buffer.from([0xa0, 0x68]),
      Buffer.from('authData'),
      Buffer.from([0x58, data.length]),
      data,
    ])
    return {
      ...this.shell(),
      response: {
        clientDataJSON: this.client('webauthn.create', challenge).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      },
    }
  }

  /** Answer of navigator.credentials.get(). `flags`: 0x05 present and verified. */
  use(challenge: string, flags = 0x05) {
    const data = this.data(flags)
    const client = this.client('webauthn.get', challenge)
    const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
    return {
      ...this.shell(),
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, this.key).toString('base64url'),
      },
    }
  }

  private shell() {
    const id = this.id.toString('base64url')
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {} }
  }

  private client(type: string, challenge: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }))
  }

  private data(flags: number, rest: Buffer = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(this.counter)
    return Buffer.concat([
      createHash('sha256').update(this.host).digest(),
      Buffer.from([flags]),
      counter,
      rest,
    ])
  }

  /** COSE key: EC2, ES256, P-256. */
  private cose(): Buffer {
    const { x, y } = this.point
    return Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
      x,
      Buffer.from([0x22, 0x58, 0x20]),
      y,
    ])
  }
}
