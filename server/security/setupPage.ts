import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PASSWORD_LENGTH } from '../../models/account.ts'
import type { AccountDoors } from './accountApi.ts'
import { makeFirstAdmin, TRIES } from './setupApi.ts'
import { SETUP_WORDS, type SetupLanguage, saySetup, setupLanguage } from './setupWords.ts'

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
        reply
          .type('text/html; charset=utf-8')
          .send(form(String(request.query.token ?? ''), '', languageOf(request))),
    )
    page.post(
      '/admin-setup',
      { config: { door: 'everyone', ...TRIES }, bodyLimit: MOST_BODY },
      async (request, reply) => {
        const made = await makeFirstAdmin(request, reply, doors)
        if (!('error' in made)) return reply.redirect('./', 303)
        const { token = '' } = (request.body ?? {}) as Record<string, string>
        return reply
          .code(made.code)
          .type('text/html; charset=utf-8')
          .send(form(token, made.error, languageOf(request)))
      },
    )
  })
}

/** The language that the reader's browser asks for. */
function languageOf({ headers }: FastifyRequest): SetupLanguage {
  return setupLanguage(headers['accept-language'])
}

function form(token: string, why: string, language: SetupLanguage): string {
  const say = (word: keyof typeof SETUP_WORDS) => SETUP_WORDS[word][language]
  const { least, most } = PASSWORD_LENGTH
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>창원 트윈 · ${say('title')}</title><style>${STYLE}</style>
<h1>${say('title')}</h1>${why && `<p role="alert">${escapeHtml(saySetup(why, language))}</p>`}
<form method="post" action="admin-setup"><input type="hidden" name="token" value="${escapeHtml(token)}">
<label>${say('name')}<input name="name" required autocomplete="username" maxlength="40"></label>
<label>${say('password')}<input name="password" type="password" required autocomplete="new-password" minlength="${least}" maxlength="${most}"></label>
<button>${say('make')}</button></form></html>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
}
