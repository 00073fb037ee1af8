/** `npm run account`: the accounts of this installation from the command line. */
import { text } from 'node:stream/consumers'
import { accountName, passwordFault } from '../../models/account.ts'
import { ACCOUNT_ROLES, isRole, type Role } from '../../models/role.ts'
import type { AccountView } from './Accounts.ts'
import { resetFactors } from './resetFactors.ts'
import { type Command, Misuse, runCommand, table } from './runCommand.ts'
import { newToken } from './token.ts'

const HELP = `npm run account -- add NAME --role ${ACCOUNT_ROLES.join('|')} [--password-stdin]
                   list
                   role NAME --role ROLE
                   disable NAME | enable NAME
                   reset NAME [--password-stdin]     another password, and an end to any lock-out
                   reset-factors NAME                the second factor was lost: forget it, and end its logins
Without --password-stdin a password is made and printed once. --data DIR or --database URL as for npm start.`
/** Characters of a password we make: 120 random bits. */
const MADE = 20

await runCommand(HELP, { role: { type: 'string' }, 'password-stdin': { type: 'boolean' } }, async command => {
  const { people, words } = command
  const [verb, given] = words
  if (verb === 'list') return list(await people.accounts.list())
  if (verb === 'add') return add(command, nameOf(given), roleOf(command))
  const account = verb && given ? await people.accounts.find(nameOf(given)) : null
  if (verb && given && !account) throw new Misuse(`no account ${given}; npm run account -- list shows them`)
  if (account && verb === 'role') return change(command, account, { role: roleOf(command) })
  if (account && (verb === 'disable' || verb === 'enable'))
    return change(command, account, { disabled: verb === 'disable' })
  if (account && verb === 'reset') return reset(command, account)
  if (account && verb === 'reset-factors') return forget(command, account)
  throw new Misuse(HELP)
})

async function add(command: Command, name: string, role: Role): Promise<void> {
  const { accounts } = command.people
  if (await accounts.find(name)) throw new Misuse(`the name ${name} is taken`)
  const { password, made } = await passwordFor(command, name)
  await record(command, 'account:add', name, { role })
  if (!(await accounts.add(name, role, password))) throw new Misuse(`the name ${name} is taken`)
  console.log(`${name} may log in as ${role}${made ? ` with the password, shown once: ${password}` : ''}`)
}

async function change(
  command: Command,
  account: AccountView,
  to: { role?: Role; disabled?: boolean },
): Promise<void> {
  const { accounts, sessions } = command.people
  const leaves = (to.role !== undefined && to.role !== 'admin') || to.disabled === true
  if (leaves && (await accounts.isLastAdmin(account)))
    throw new Misuse('this is the last admin; make another one first')
  await record(command, 'account:change', account.name, to)
  await accounts.set(account.id, to)
  if (to.disabled) await sessions.endAll(account.id)
  console.log(`${account.name}: ${to.role ?? (to.disabled ? 'may not log in' : 'may log in')}`)
}

async function reset(command: Command, { id, name }: AccountView): Promise<void> {
  const { accounts, lockout, sessions } = command.people
  const { password, made } = await passwordFor(command, name)
  await record(command, 'account:reset', name, { password: 'another one' })
  await accounts.setPassword(id, password)
  await lockout.forgive(name)
  await sessions.endAll(id)
  console.log(`${name} has another password${made ? `, shown once: ${password}` : ''}`)
}

async function forget(command: Command, account: AccountView): Promise<void> {
  await record(command, 'factor:reset', account.name, {})
  await resetFactors(command.people, account)
  console.log(`${account.name} has no second factor any more and is logged out everywhere`)
}

function list(accounts: readonly AccountView[]): void {
  const rows = accounts.map(({ name, role, disabled, created, subject }) => [
    name,
    role,
    disabled ? 'disabled' : 'open',
    new Date(created).toISOString().slice(0, 10),
    subject ?? '',
  ])
  console.log(table([['name', 'role', 'state', 'since', 'single sign-on'], ...rows]))
}

async function passwordFor({ values }: Command, name: string): Promise<{ password: string; made: boolean }> {
  if (!values['password-stdin']) return { password: newToken().slice(0, MADE), made: true }
  const password = (await text(process.stdin)).replace(/\r?\n$/, '')
  const fault = passwordFault(password, name)
  if (fault) throw new Misuse(fault)
  return { password, made: false }
}

function nameOf(given: string | undefined): string {
  const name = accountName(given)
  if (!name) throw new Misuse(`a name is 2 to 40 letters, digits, . _ - or @\n${HELP}`)
  return name
}

function roleOf({ values }: Command): Role {
  const { role } = values
  if (!isRole(role) || role === 'viewer')
    throw new Misuse(`--role must be one of ${ACCOUNT_ROLES.join(', ')}`)
  return role
}

function record({ people, actor }: Command, what: string, target: string, after: unknown): Promise<number> {
  return people.audit.record({ actor, from: '', what, target, after, reason: 'command line' })
}
