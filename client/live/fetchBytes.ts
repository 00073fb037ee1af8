import { here } from '../state/base.ts'

/** Why something could not be loaded: the server did not answer, or it answered that it has no such thing. */
export class LoadError extends Error {
  readonly reason: 'away' | 'missing'

  constructor(reason: 'away' | 'missing', message: string) {
    super(message)
    this.reason = reason
  }
}

/** Fetch a whole file and tell how far it is, 0 to 1. Throws a LoadError that names the address. */
export async function fetchBytes(url: string, progress: (part: number) => void): Promise<ArrayBuffer> {
  let response: Response
  try {
    response = await fetch(here(url))
  } catch (error) {
    throw new LoadError('away', `${url}: ${error instanceof Error ? error.message : error}`)
  }
  if (!response.ok) {
    const gateway = response.status >= 502 && response.status <= 504
    throw new LoadError(gateway ? 'away' : 'missing', `${url} answered ${response.status}`)
  }
  const bytes = await readAll(response, progress).catch(error => {
    throw new LoadError('away', `${url} broke off: ${error instanceof Error ? error.message : error}`)
  })
  progress(1)
  return bytes
}

async function readAll(response: Response, progress: (part: number) => void): Promise<ArrayBuffer> {
  const total = Number(response.headers.get('content-length'))
  if (!response.body || !total || response.headers.get('content-encoding')) return response.arrayBuffer()
  const out = new Uint8Array(total)
  let at = 0
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) return at === total ? out.buffer : out.slice(0, at).buffer
    out.set(value, at)
    at += value.length
    progress(at / total)
  }
}
