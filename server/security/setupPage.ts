import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { PASSWORD_LENGTH } from '../../models/account.ts'
import type { AccountDoors } from './accountApi.ts'
import { makeFirstAdmin, TRIES } from './setupApi.ts'

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:10vh auto;padding:0 1rem}label{display:block;margin:1rem 0}input,button{font:inherit;width:100%;padding:.5rem;box-sizing:border-box}[role=alert]{color:#b00020}'
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`
const MOST_BODY = 4_096

/** The page behind the one-time link: a plain form, no script, for who cannot use the client's. */
export function addSetupPage(app: FastifyInstance, doors: AccountDoors): void {
  void app.register(async page => {
    page.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MOST_BODY },
      (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    page.addHook('onSend', async (_, reply) => {
      reply.header('content-security-policy', POLICY)
    })
    page.get<{ Querystring: { token?: string } }>(
      '/admin-setup',
      { config: { door: 'everyone', ...TRIES } },
      (request, reply) =>
        reply.type('text/html; charset=utf-8').send(form(String(request.query.token ?? ''), '')),
    )
    page.post(
      '/admin-setup',
      { config: { door: 'everyone', ...TRIES }, bodyLimit: MOST_BODY },
      async (request, reply) => {
        const made = await makeFirstAdmin(request, reply, doors)
        if (!('error' in made)) return reply.redirect('./', 303)
        const { token = '' } = (request.body ?? {}) as Record<string, string>
        return reply.code(made.code).type('text/html; charset=utf-8').send(form(token, made.error))
      },
    )
  })
}

function form(token: string, why: string): string {
  const { least, most } = PASSWORD_LENGTH
  return `<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>창원 트윈 · 첫 관리자</title><style>${STYLE}</style>
<h1>첫 관리자 · First admin</h1>${why && `<p role="alert">${escapeHtml(why)}</p>`}
<form method="post" action="admin-setup"><input type="hidden" name="token" value="${escapeHtml(token)}">
<label>이름 · Name<input name="name" required autocomplete="username" maxlength="40"></label>
<label>비밀번호 (${least}자 이상) · Password<input name="password" type="password" required autocomplete="new-password" minlength="${least}" maxlength="${most}"></label>
<button>만들기 · Create</button></form></html>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
}
