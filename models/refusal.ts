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
  pastLater: 'a later seek took its place',
  pastLeft: 'left the past meanwhile',
  pastLost: 'that instant cannot be restored: {{why}}',
  deviceBody:
    'the body must be {"name", "scopes": ["air-*", …], "doors"?: ["mqtt", "http"], "rate"?, "reason"?}; a name is a-z, 0-9, . _ -',
  deviceTaken: 'the name {{name}} is taken, by a revoked device perhaps; choose another',
  deviceGone: 'no such device that may send; GET /api/devices lists them',
  incidentFuture: 'from: that instant is still to come',
  noOwner: 'no process owns the twin at this moment; try again in a few seconds',
  ownerSilent: 'the owner of the twin did not answer ({{why}}); try again in a few seconds',
  loginEnded: 'your login has ended; log in again',
  orderNobodyRecognised:
    'the order was refused because nobody can be recognised: the database does not answer',
  staffOnly: 'this is for the staff; log in first',
  doorShut: 'this door is shut: nobody was given the use of it',
  loginBody: 'the body must be {"name", "password"} of an account',
  loginAway: 'the database does not answer, so nobody can log in; try again later',
  loginCrowd: 'too many logins at this moment; try again in a few seconds',
  auditAway:
    'the order was refused because it could not be recorded: the database does not answer; try again when it does',
  tooManyRequests: 'too many requests from your address; come back in {{after}}',
  foreignPage: 'a page of {{origin}} may not write here; allow it with --origins',
  writeOrigin: 'a write with a session must carry the Origin header of our page',
  writeToken: 'the header {{header}} must carry the token of GET /api/session; load the page again',
  brokeOff: 'the request broke off',
  nothingThere: 'nothing is at {{url}}; see README.md for the doors',
  standsBy: 'this process stands by; ask the owner or a gateway',
  queryTwice: '{{name}} stands in the query more than once; give it once',
  addressNul: 'the address holds a NUL character; leave it out',
  tooManyViewers: 'too many viewers',
  tooManyHere: 'too many connections from your address',
  foreignLine: 'a page of another origin; allow it with --origins',
  lineOrigin: 'a handshake with a session must carry the Origin header of our page',
  lineCrowd: 'too many come at once; try again in a few seconds',
  lineUnjudged: 'the server cannot judge this handshake now; try again in a few seconds',
  orderShape: 'order must be {{shape}}',
  pastSeats: 'all seats in the past are taken, some are kept for the staff; try again in a minute',
  pastSeatGiven: 'somebody else needed your seat in the past, where you did nothing',
  pastIdle: 'you did nothing in the past for half an hour',
  pastFuture: 'that instant is still to come; moment:live shows the present',
  historyFull: 'history is not written, the disk is full ({{why}}); free space or shorten --raw-days',
  historyAway: 'history is not written, the database does not answer ({{why}}); samples wait in memory',
  recordsQueue: 'too many changes wait to be written; try again in a moment',
  recordsNotTaken: 'the database did not take the change; nothing was changed, try again',
  recordsFailed: 'the server failed on this change; look at it before trying again',
  suppressedNow: 'it is suppressed by {{by}}; it can be handled when that ends',
  shelvedNow: 'it is shelved; unshelve it first',
  noSuchOrder: 'there is no order {{name}}',
  orderSeal: 'the message bears no valid seal of this installation; its processes must share one database',
  orderMalformed: 'the order is malformed',
  alarmsForm: 'alarms must be 1 to {{most}} of { point, source: {{sources}} }',
  reasonLong: 'reason must be text of at most {{most}} characters',
  reasonPlain: 'reason must be plain text without control characters',
  oneShotForm: 'oneShot must be true or false',
  shelfMinutes: 'minutes must be above 0 and at most {{most}}',
  metricsHours: 'hours must be above 0 and at most {{most}}',
  metricsPositions: 'positions must be 1 to 100 operating positions',
  ruleVersion: 'version must be a whole number from 0',
  ruleVersionUnknown: 'there is no version {{version}} of the rules',
  rulePoint: 'no such point; give asset and point',
  ruleSetting: 'the body must be {"setting": "auto" | "shown" | "hidden", "reason": why}',
  settingNotTaken: 'the database did not take the setting; it is as before, try again when it is back',
  rulesNotTaken: 'the database did not take the rules; they are as before, try again when it is back',
  rulesOvertaken: 'the rules are at version {{version}} by now; look at it and send your change again',
  journalAfter: 'after must be a journal number from 0',
  alarmsAfter: 'after must be {{start}}, or next of the page before',
  alarmsAt: 'at must be an instant in milliseconds',
  alarmsAsset: 'asset must be the id of one',
  alarmsSeverity: 'severity must be 0 to 3',
  alarmsKind: 'kind is no kind of this twin',
  alarmsDistrict: 'subdistrict must be an index into the site’s sub-districts',
  alarmsLimit: 'limit must be 1 to {{most}}',
  alarmsState: 'state must be one of {{states}}',
  textLength: '{{field}}: must have {{least}} to {{most}} characters',
  textPlain: '{{field}}: must be plain text without control characters',
  instantForm: '{{field}}: must be milliseconds since 1970 or an ISO 8601 time',
  fromBeforeTo: 'from must be before to',
  incidentAssets: 'assets: one of them is not of this site; GET /api/site lists them',
  seeLog: 'see the log',
  orderUnanswered:
    'no owner of the twin answered in time; look at the alarm: the order may have been carried out',
  passwordsBody: 'the body must be {"old", "new"}',
  passwordOld: 'the old password does not fit',
  addressUnread: 'this address cannot be read: a % must be followed by two hexadecimal digits',
  shelfRunning: 'its shelving has not run out',
  liftedByOther: 'it is suppressed by {{by}}; only that can lift it',
  notSuppressed: 'it is not suppressed',
  nothingToWithdraw: 'there is nothing to withdraw',
  ownerAnswer:
    "the answer to this order is not the owner's ({{why}}); look at the alarm: it may have been carried out",
  orderLong: 'the order is too long',
  accountFirst: 'log in first: this is for who has an account',
  kioskFactor: 'a kiosk has no second factor',
  codeBody: 'the body must be {"code"}',
  passkeyBody: 'the body must be {"proof", "name", "response"} of a passkey',
  nameBody: 'the body must be {"name"}',
  passwordAgain: 'the body must be {"password"}: yours, once more',
  secondBody: 'the body must be {"proof", "second": "totp" or "recovery", "code"}',
  proofBody: 'the body must be {"proof"?}',
  passkeyAnswer: 'the body must be {"proof", "response"} of a passkey',
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
