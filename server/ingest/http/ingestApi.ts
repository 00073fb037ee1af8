import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { audienceOf } from '../../../models/visibility.ts'
import { actorOf } from '../../security/visitor.ts'
import type { Admit, Grant } from '../admission.ts'
import type { IngestReport } from '../ingestReport.ts'
import { LineReader, MAX_LINE, MAX_STREAM } from '../LineReader.ts'
import { addNgsi } from '../ngsi/ngsiApi.ts'
import type { Offer } from '../Offer.ts'
import { no, type Rejection } from '../rejection.ts'
import { addSensorThings } from '../sensorThings/sensorThingsApi.ts'
import { IngestDoor, type IngestParts } from './ingestDoor.ts'

const NAME = 'http'
/** Samples of a JSON body, and refusals of a stream that are named one by one; more are counted. */
const MAX_SAMPLES = 10_000
const MAX_NAMED = 1_000
/** Streams at a time, and milliseconds one may say nothing. */
const MAX_STREAMS = 64
const SILENCE = 30_000

/** The HTTP doors by which samples come in: our own JSON and NDJSON, NGSI-LD and SensorThings. */
export function addIngest(app: FastifyInstance, twin: IngestParts, admit: Admit): void {
  const door = new IngestDoor(twin, admit)
  // The last refusals quote what devices sent, which may name what the public must not know.
  app.get('/api/ingest', { config: { door: 'everyone' } }, request => {
    const report = twin.ingest()
    return audienceOf(actorOf(request).role) === 'staff' ? report : withoutQuotes(report)
  })
  app.register(async scope => {
    door.guard(scope, answer)
    scope.addContentTypeParser('application/x-ndjson', (_, payload, done) => done(null, payload))
    scope.post<{ Body: unknown }>(
      '/api/samples',
      { config: { door: 'device' }, bodyLimit: 1024 * 1024 },
      (request, reply) =>
        isStream(request) ? takeLines(twin, door, request, reply) : takeJson(twin, door, request, reply),
    )
  })
  app.register(async scope => addNgsi(scope, twin, door))
  app.register(async scope => addSensorThings(scope, twin, door))
}

/** The report without what devices sent, said or are called. */
function withoutQuotes(report: IngestReport): IngestReport {
  const sources = report.sources.map(source => ({
    ...source,
    state: source.state && { ...source.state, lastError: source.state.lastError && 'see the log' },
  }))
  return { ...report, sources, recent: [], devices: [] }
}

function isStream({ headers }: FastifyRequest): boolean {
  return headers['content-type']?.startsWith('application/x-ndjson') ?? false
}

function takeJson(
  twin: IngestParts,
  door: IngestDoor,
  request: FastifyRequest,
  reply: FastifyReply,
): unknown {
  const { samples } = (request.body ?? {}) as { samples?: unknown }
  if (!Array.isArray(samples))
    return answer(
      reply,
      400,
      'the body must be {"samples": [{"asset", "point", "value", "unit"?, "at"?, "part"?, "quality"?}]}',
    )
  if (samples.length > MAX_SAMPLES)
    return answer(
      reply,
      413,
      `at most ${MAX_SAMPLES} samples a request; split them or send application/x-ndjson`,
    )
  if (!door.pass(request, reply, samples.length, answer)) return reply
  const { covers, device } = door.grant(request)
  const rejected: (Rejection & { index: number })[] = []
  samples.forEach((sample, index) => {
    const rejection = twin.gate.offer((sample ?? {}) as Offer, NAME, covers, device)
    if (rejection) rejected.push({ index, ...rejection })
  })
  return { accepted: samples.length - rejected.length, rejected }
}

/** Read a stream line by line as it comes; what was good before a fault of the stream stays taken. */
async function takeLines(
  twin: IngestParts,
  door: IngestDoor,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (door.streams >= MAX_STREAMS)
    return answer(
      reply.header('retry-after', 1).header('connection', 'close'),
      429,
      `${MAX_STREAMS} streams are being read already; come back in 1 s`,
    )
  const grant = door.grant(request)
  const rejected: (Rejection & { line: number })[] = []
  let accepted = 0
  let refused = 0
  const reader = new LineReader((line, number) => {
    const rejection =
      line === null
        ? twin.gate.refuse(no('malformed', `the line is over ${MAX_LINE} bytes`), NAME, grant.device)
        : takeLine(twin, line, grant)
    if (!rejection) accepted++
    else if (++refused <= MAX_NAMED) rejected.push({ line: number, ...rejection })
  })
  const report = () => ({ accepted, rejectedCount: refused, rejected, lines: reader.lines })
  let wait = door.spend(request, 1)
  const { socket } = request.raw
  const cut = (): void => void socket.destroy()
  socket.setTimeout(SILENCE, cut)
  door.streams++
  try {
    for await (const chunk of wait > 0 ? [] : (request.body as Readable)) {
      wait = door.spend(request, linesIn(chunk as Buffer))
      if (wait > 0) break
      reader.push(chunk as Buffer)
      if (reader.bytes > MAX_STREAM) break
    }
  } finally {
    door.streams--
    socket.setTimeout(0)
    socket.off('timeout', cut)
  }
  // The rest of a body that is cut off is not read: the line ends with the answer.
  if (wait > 0) {
    const error = `too many samples; come back in ${wait} s and go on after line ${reader.lines}`
    return reply
      .code(429)
      .header('retry-after', wait)
      .header('connection', 'close')
      .send({ error, ...report() })
  }
  if (reader.bytes > MAX_STREAM) {
    const error = `at most ${MAX_STREAM / 1024 / 1024} MB a request; go on after line ${reader.lines}`
    return reply
      .code(413)
      .header('connection', 'close')
      .send({ error, ...report() })
  }
  reader.finish()
  return report()
}

/** Lines that end in a chunk: what reading it will cost. */
function linesIn(chunk: Buffer): number {
  let n = 0
  for (let k = chunk.indexOf(10); k >= 0; k = chunk.indexOf(10, k + 1)) n++
  return n
}

function takeLine(twin: IngestParts, line: string, { covers, device }: Grant): Rejection | null {
  let offer: unknown
  try {
    offer = JSON.parse(line)
  } catch {
    return twin.gate.refuse(no('malformed', 'the line is no JSON'), NAME, device, line)
  }
  return twin.gate.offer(
    (typeof offer === 'object' && offer !== null ? offer : {}) as Offer,
    NAME,
    covers,
    device,
  )
}

function answer(reply: FastifyReply, status: number, error: string): FastifyReply {
  return reply.code(status).send({ error })
}
