import { expect, test } from 'vitest'
import { accountName, passwordFault } from '../../models/account.ts'
import { ACCOUNT_ROLES, isRight, isRole, may, type Right, ROLES, rightsOf } from '../../models/role.ts'

/** Who may do what, written by hand from the issue: v viewer, k kiosk, o operator, p planner, e engineer, a admin. */
const table: Record<Right, string> = {
  'alarm:acknowledge': 'oea',
  'alarm:reset': 'oea',
  'alarm:shelve': 'oea',
  'alarm:unshelve': 'oea',
  'alarm:suppress': 'ea',
  'alarm:unsuppress': 'ea',
  'alarm:outOfService': 'ea',
  'alarm:returnToService': 'ea',
  'alarm:rules': 'ea',
  'mapping:edit': 'ea',
  'incident:export': 'opea',
  'plan:edit': 'pa',
  'view:keep': 'opea',
  'note:write': 'opea',
  'record:publish': 'pea',
  'record:moderate': 'a',
  'points:restricted': 'oea',
  'password:change': 'opea',
  'account:manage': 'a',
  'device:manage': 'ea',
  'asset:giveBack': 'ea',
  'audit:read': 'a',
}

test.each(ROLES)('%s has exactly the rights of the table', role => {
  for (const [right, letters] of Object.entries(table))
    expect(may(role, right as Right), `${role} ${right}`).toBe(letters.includes(role[0]!))
  expect(rightsOf(role).length).toBe(
    Object.values(table).filter(letters => letters.includes(role[0]!)).length,
  )
})

test('the public and the kiosk give no order, and the admin may do everything', () => {
  expect([...rightsOf('viewer'), ...rightsOf('kiosk')]).toEqual([])
  expect(rightsOf('admin').length).toBe(Object.keys(table).length)
})

test('names of the prototype are neither rights nor roles', () => {
  for (const name of ['constructor', '__proto__', 'toString', '', null, 7]) {
    expect(isRight(name)).toBe(false)
    expect(isRole(name)).toBe(false)
  }
  expect(ACCOUNT_ROLES).not.toContain('viewer')
})

test.each([
  [' Kim.Operator ', 'kim.operator'],
  ['김철수', '김철수'],
  ['a', null],
  ['-x', null],
  ['x y', null],
  ['x'.repeat(41), null],
  ['<script>', null],
  [null, null],
])('account name %j reads as %j', (given, name) => expect(accountName(given)).toBe(name))

test.each([
  ['correct horse battery', null],
  ['기계 단지 창원 남천 다리', null],
  ['short', /at least 12/],
  ['x'.repeat(129), /at most 128/],
  ['aaaaaaaaaaaaaaa', /few different/],
  ['kim-is-my-name-1', /account name/],
  [undefined, /at least 12/],
])('password %j', (password, fault) => {
  const found = passwordFault(password, 'kim')
  if (fault) expect(found).toMatch(fault)
  else expect(found).toBeNull()
})
