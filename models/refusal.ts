/**
 * Every refusal that can reach a screen: its code and the English sentence of the doors, `{{…}}` where something is
 * filled in. Doors say the sentence; the code goes with it, and screens say it in their own language.
 */
export const REFUSALS = {
  loginWrong: 'name and password do not fit, or the account may not log in',
  loginTooMany: 'too many failed logins; the next one is looked at in {{wait}} s',
  loginFirst: 'log in first: this needs {{right}}',
  roleMayNotDo: 'the role {{role}} may not do this: it needs {{right}}',
  roleMayNot: 'the role {{role}} may not do {{right}}',
  orderNeedsRole: '{{order}} needs another role than {{role}}; log in as an operator',
  tooManyOrders: 'too many orders; wait {{wait}} s',
  nobodyRecognised: 'the database does not answer, so nobody can be recognised; try again later',
  secondWrong: 'this code does not fit, or was used before; wait for the next one',
  secondLate: 'this login took too long; begin again with name and password',
  secondFirst: 'set up a second factor first; your role must have one',
  passkeyWrong: 'this passkey is not known here, or its answer came too late; try again or use another way',
  passkeyGone: 'no such passkey of yours; load the page again',
  passkeysFull: 'an account has at most 20 passkeys; remove one first',
  totpStands: 'an authenticator app is set up already; remove it first',
  factorLast: 'your role must have a second factor; add another one before this one goes',
  factorFirst: 'set up a second factor first; recovery codes belong to one',
  factorElsewhere: 'this account logs in by single sign-on; its provider asks for the second factor',
  passwordWrong: 'the password does not fit',
  setupBody: 'token, name and password are needed, and nothing else',
  setupLink:
    'this link was used, is older than an hour or was replaced; start the server again for a new one',
  nameForm: '2 to 40 letters or digits, please',
  nameTaken: 'this name is taken',
  passwordShort: 'a password has at least {{least}} characters; a few words together are easy to remember',
  passwordLong: 'a password has at most {{most}} characters',
  passwordPlain: 'a password of so few different characters is guessed at once; use a few words',
  passwordName: 'a password must not contain the account name',
  reportBusy: 'another report is being made; come back in 2 s',
  journalAway:
    'the database does not take the alarm journal ({{why}}); the order was not carried out, try again when it is back',
  journalFull: 'too many rows wait to be written',
  orderFailed: 'the server failed on this order; look at the alarm before trying again',
  ownerFailed: 'the owner failed on this order; look at the alarm before trying again',
  orderClocks: 'the clocks of gateway and owner differ by more than 30 s; set them right',
  orderTwice: 'this order came twice; the first one counts',
  reasonMissing: 'reason must say why',
  noSuchPoint: 'there is no such point; load the site again',
  orderLocked: 'another order on it is being written; try again',
  notStanding: 'the condition does not stand',
  stillStands: 'its condition still stands',
  notLatched: 'it is not latched',
  acknowledgeFirst: 'acknowledge it before the reset',
  nothingToAcknowledge: 'there is nothing to acknowledge',
  acknowledgedAlready: 'it is already acknowledged',
  notShelved: 'it is not shelved',
  shelvedAlready: 'it is already shelved until {{until}}; unshelve it first',
  shelfPast: 'the end of shelving must be in the future',
  shelfLong: 'shelving ends after {{hours}} h at the latest',
  suppressedAlready: 'it is already suppressed by {{by}}',
  outAlready: 'it is already out of service',
  notOut: 'it is not out of service',
  returnFirst: 'it is out of service; return it to service first',
  pastCrowded: '{{count}} viewers are in the past already; try again later',
  pastLater: 'a later seek took its place',
  pastLeft: 'left the past meanwhile',
  pastLost: 'that instant cannot be restored: {{why}}',
  deviceBody:
    'the body must be {"name", "scopes": ["air-*", …], "doors"?: ["mqtt", "http"], "rate"?, "reason"?}; a name is a-z, 0-9, . _ -',
  deviceTaken: 'the name {{name}} is taken, by a revoked device perhaps; choose another',
  deviceGone: 'no such device that may send; GET /api/devices lists them',
  incidentFuture: 'from: that instant is still to come',
  incidentLarge: 'over {{count}} samples; choose a shorter time, or name assets',
  noOwner: 'no process owns the twin at this moment; try again in a few seconds',
  ownerSilent: 'the owner of the twin did not answer ({{why}}); try again in a few seconds',
  serverFailed: 'the server failed on this request; its log says why under {{id}}',
} as const

export type RefusalCode = keyof typeof REFUSALS

/** A refusal apart from any language. */
export interface Refusal {
  readonly code: RefusalCode
  readonly params: Readonly<Record<string, string>>
}

const PATTERNS = Object.entries(REFUSALS).map(([code, sentence]) => ({
  code: code as RefusalCode,
  names: [...sentence.matchAll(/{{(\w+)}}/g)].map(([, name]) => name!),
  pattern: new RegExp(
    `^${sentence
      .split(/{{\w+}}/)
      .map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('(.+?)')}$`,
    's',
  ),
}))

/** The refusal behind a door's sentence; null for one that no screen gives rise to. */
export function refusalOf(sentence: string): Refusal | null {
  for (const { code, names, pattern } of PATTERNS) {
    const found = pattern.exec(sentence)
    if (found) return { code, params: Object.fromEntries(names.map((name, i) => [name, found[i + 1]!])) }
  }
  return null
}
