import { CSRF_HEADER } from '../../models/account.ts'
import type { Reply } from '../../models/wire.ts'
import { here } from '../state/base.ts'

/** An answer of a door: its value, or the reason the server gave with the HTTP status; 0 when it did not answer. */
export type Answer<T> = Extract<Reply<T>, { ok: true }> | { ok: false; reason: string; status: number }

let csrf: string | null = null

/** The token that writes carry from now on; null without a session. */
export function carryToken(token: string | null): void {
  csrf = token
}

/** Ask a JSON door. Nothing throws: a refusal and a server that is away are answers. */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  body?: unknown,
): Promise<Answer<T>> {
  const answer = await send(method, url, body)
  if (!(answer instanceof Response)) return answer
  const value = answer.status === 204 ? null : await answer.json().catch(() => null)
  return { ok: true, value: value as T }
}

/** Ask a door for a file. */
export async function requestFile(url: string, body: unknown): Promise<Answer<{ blob: Blob; name: string }>> {
  const answer = await send('POST', url, body)
  if (!(answer instanceof Response)) return answer
  const [, name = 'file'] =
    /filename="([\w.-]{1,80})"/.exec(answer.headers.get('content-disposition') ?? '') ?? []
  return { ok: true, value: { blob: await answer.blob(), name } }
}

async function send(
  method: string,
  url: string,
  body: unknown,
): Promise<Response | Extract<Answer<never>, { ok: false }>> {
  const headers: Record<string, string> = {}
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (csrf && method !== 'GET') headers[CSRF_HEADER] = csrf
  try {
    const response = await fetch(here(url), {
      method,
      headers,
      signal: AbortSignal.timeout(30_000),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (response.ok) return response
    const { error } = (await response.json().catch(() => ({}))) as { error?: unknown }
    return {
      ok: false,
      status: response.status,
      reason: typeof error === 'string' ? error : `${url}: ${response.status}`,
    }
  } catch {
    return { ok: false, status: 0, reason: 'away' }
  }
}
