import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Points } from '../../../models/points.ts'
import type { Clock } from '../../clock.ts'
import { Bucket } from '../../net/bucket.ts'
import type { Twin } from '../../twin/twin.ts'
import type { Gate } from '../accept.ts'
import type { Admit, Grant } from '../admission.ts'
import type { IngestReport } from '../ingestReport.ts'
import type { Mapping } from '../mapping/Mapping.ts'

/** What the doors of samples need. */
export interface IngestParts {
  readonly clock: Clock
  readonly points: Points
  readonly twin: Twin
  readonly gate: Gate
  readonly mapping: Mapping
  /** Where this process is reached, once it is. */
  readonly address: { readonly url: string }
  ingest(): IngestReport
}

/** Samples a second on average over all HTTP doors, and at once. */
const SAMPLES_A_SECOND = 200_000
const BURST = 4 * SAMPLES_A_SECOND

/** A sentence to a sender in the form of its door. */
export type Answer = (reply: FastifyReply, status: number, detail: string) => FastifyReply

/** What every HTTP door of samples asks of a sender: a credential before its body is read, and patience when it is too fast. */
export class IngestDoor {
  /** Streams being read. */
  streams = 0
  private readonly admit: Admit
  private readonly twin: IngestParts
  private readonly bucket: Bucket
  private readonly grants = new WeakMap<FastifyRequest, Grant>()

  constructor(twin: IngestParts, admit: Admit) {
    this.twin = twin
    this.admit = admit
    this.bucket = new Bucket(SAMPLES_A_SECOND, BURST, twin.clock.now())
  }

  /** Turn away requests without a credential at all routes of this scope. */
  guard(scope: FastifyInstance, answer: Answer): void {
    scope.addHook('onRequest', async (request, reply) => {
      // The name of a scheme has no case (RFC 9110, 11.1).
      const key = /^Bearer +(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1]
      const grant = key ? await this.admit(null, key) : null
      if (grant) this.grants.set(request, grant)
      else
        return answer(
          reply.header('www-authenticate', 'Bearer'),
          401,
          'send the device credential as "Authorization: Bearer <key>"; start with --new-credential for another one',
        )
    })
  }

  /** Whom this request is from. */
  grant(request: FastifyRequest): Grant {
    return this.grants.get(request)!
  }

  /** Spend samples of all and of this sender: 0, or the seconds to wait. */
  spend(request: FastifyRequest, samples: number): number {
    const own = this.grant(request).spend?.(samples) ?? 0
    return own > 0 ? own : this.bucket.take(samples, this.twin.clock.now())
  }

  /** Spend samples, or answer 429 with Retry-After. True when the request may go on. */
  pass(request: FastifyRequest, reply: FastifyReply, samples: number, answer: Answer): boolean {
    const wait = this.spend(request, samples)
    if (wait > 0) answer(reply.header('retry-after', wait), 429, `too many samples; come back in ${wait} s`)
    return wait === 0
  }
}
