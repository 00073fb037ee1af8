import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { accountName, PASSWORD_LENGTH, passwordFault } from '../../models/account.ts'
import { type AccountDoors, begin } from './accountApi.ts'
import { record } from './securityRecord.ts'

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:10vh auto;padding:0 1rem}label{display:block;margin:1rem 0}input,button{font:inherit;width:100%;padding:.5rem;box-sizing:border-box}[role=alert]{color:#b00020}'
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`
const TRIES = { rateLimit: { max: 10, timeWindow: 60_000 } }
const MOST_BODY = 4_096

/** The page behind the one-time link: a plain form, no script, that makes the first admin and logs them in. */
export function addSetupPage(app: FastifyInstance, doors: AccountDoors): void {
  const { setup, accounts } = doors.people
  void app.register(async page => {
    page.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MOST_BODY },
      (_, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    )
    page.addHook('onSend', async (_, reply) => {
      reply.header('content-security-policy', POLICY)
      reply.header('cache-control', 'no-store')
    })
    page.get<{ Querystring: { token?: string } }>('/admin-setup', { config: TRIES }, (request, reply) =>
      reply.type('text/html; charset=utf-8').send(form(String(request.query.token ?? ''), '')),
    )
    page.post('/admin-setup', { config: TRIES, bodyLimit: MOST_BODY }, async (request, reply) => {
      const { token = '', name: given, password } = (request.body ?? {}) as Record<string, string>
      const name = accountName(given)
      const fault = name ? passwordFault(password, name) : '2 to 40 letters or digits, please'
      const answer = (code: number, why: string) =>
        reply.code(code).type('text/html; charset=utf-8').send(form(token, why))
      if (!name || fault) return answer(400, fault ?? '')
      if (await accounts.find(name)) return answer(409, 'this name is taken')
      if (!(await setup.take(token)))
        return answer(
          403,
          'this link was used, is older than an hour or was replaced; start the server again for a new one',
        )
      await record(doors.people, request, { what: 'account:setup', target: name, after: { role: 'admin' } })
      const admin = await accounts.add(name, 'admin', password ?? '')
      if (!admin) return answer(409, 'this name is taken')
      await begin(request, reply, { id: admin.id, name, role: 'admin' }, doors)
      return reply.redirect('/operate', 303)
    })
  })
}

function form(token: string, why: string): string {
  const { least, most } = PASSWORD_LENGTH
  return `<!doctype html><html lang="ko"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>창원 트윈 · 첫 관리자</title><style>${STYLE}</style>
<h1>첫 관리자 · First admin</h1>${why && `<p role="alert">${escapeHtml(why)}</p>`}
<form method="post" action="/admin-setup"><input type="hidden" name="token" value="${escapeHtml(token)}">
<label>이름 · Name<input name="name" required autocomplete="username" maxlength="40"></label>
<label>비밀번호 (${least}자 이상) · Password<input name="password" type="password" required autocomplete="new-password" minlength="${least}" maxlength="${most}"></label>
<button>만들기 · Create</button></form></html>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
}
