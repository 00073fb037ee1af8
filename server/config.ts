import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Role } from '../models/role.ts'

const port = z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535)
const count = z.coerce.number({ error: 'must be a number' }).int().min(1).max(1_000_000)
/** Roles that may be made to have a second factor: a kiosk has nobody who could show one. */
const ARMED = ['operator', 'planner', 'engineer', 'admin'] as const satisfies readonly Role[]
const days = z.coerce.number({ error: 'must be a number of days' }).min(1).max(36_500)

const schema = z.object({
  port: port.default(8080),
  host: z.string().min(1).default('127.0.0.1'),
  points: z.coerce.number({ error: 'must be a number' }).int().min(1_000).max(200_000).optional(),
  seed: z.coerce.number({ error: 'must be a whole number' }).int().default(1974),
  simulator: z.boolean().default(true),
  client: z.boolean().default(true),
  mqtt: z.boolean().default(true),
  mqttPort: port.default(1884),
  mqttUrl: z
    .string()
    .regex(/^(mqtts?|wss?):\/\/.+/, 'must look like mqtt://host:1883')
    .optional(),
  data: z.string().min(1).default('.twin/data'),
  database: z
    .string()
    .regex(/^postgres(ql)?:\/\/.+/, 'must look like postgres://user:password@host:5432/name')
    .optional(),
  role: z.enum(['alone', 'owner', 'gateway'], { error: 'must be alone, owner or gateway' }).default('alone'),
  natsUrl: z
    .string()
    .regex(/^(nats|tls):\/\/.+/, 'must look like nats://host:4222')
    .optional(),
  installation: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be 1 to 40 of a to z, 0 to 9 and -')
    .default('changwon'),
  advertise: z
    .string()
    .regex(/^https?:\/\/[^/]+$/, 'must look like http://owner-1:8080')
    .optional(),
  rawDays: days.default(30),
  rollupDays: days.default(1_826),
  site: z.string().min(1).optional(),
  mapping: z.string().min(1).optional(),
  opcua: z
    .string()
    .regex(/^opc\.tcp:\/\/.+/, 'must look like opc.tcp://host:4840')
    .optional(),
  replay: z.string().min(1).optional(),
  replaySpeed: z.coerce
    .number({ error: 'must be a number' })
    .positive('must be above 0')
    .max(3_600, 'must be at most 3600')
    .default(1),
  replayFrom: z
    .string()
    .refine(text => !Number.isNaN(Date.parse(text)), 'must be an ISO 8601 time')
    .transform(text => Date.parse(text))
    .optional(),
  deviceKey: z.string().min(16, 'must have at least 16 characters').max(200).optional(),
  newCredential: z.boolean().default(false),
  tlsCert: z.string().min(1).optional(),
  tlsKey: z.string().min(1).optional(),
  tlsClientCa: z.string().min(1).optional(),
  auditAnchor: z.string().min(1).optional(),
  auditAnchorUrl: z
    .string()
    .regex(/^https?:\/\/.+/, 'must look like https://keeper.example/anchors')
    .optional(),
  auditAnchorEvery: z.coerce.number({ error: 'must be a number of seconds' }).min(1).max(86_400).default(60),
  maxViewers: count.default(5_000),
  maxPerCaller: count.default(200),
  publicUrl: z
    .string()
    .regex(
      /^https?:\/\/[^/?#]+(\/[\w.~/-]*)?$/,
      'must look like https://twin.example or https://city.example/twin',
    )
    .transform(url => url.replace(/\/+$/, ''))
    .optional(),
  base: z
    .string()
    .regex(/^\/([\w.~-]+\/?)*$/, 'must look like /twin/')
    .optional(),
  corsOrigins: z
    .array(z.string().regex(/^(\*|https?:\/\/[^/]+)$/, 'must be * or look like https://viewer.example'))
    .default([]),
  secondFactor: z.array(z.enum(ARMED, { error: `must name roles of ${ARMED.join(', ')}` })).default([]),
  proxies: z.coerce.number({ error: 'must be a number' }).int().min(0).max(5).default(0),
  backupEvery: z.coerce.number({ error: 'must be a number of hours' }).min(1).max(8_760).optional(),
  backupKeep: z.coerce.number({ error: 'must be a number' }).int().min(1).max(10_000).default(14),
  backupFolder: z.string().min(1).default('.twin/backups'),
  backupKeyFile: z.string().min(1).optional(),
  origins: z.array(z.string().regex(/^https?:\/\/[^/]+$/, 'must look like https://host')).default([]),
})

/** What a start is told, checked. */
export type Config = z.output<typeof schema>

/** Flags of the command line; each has an environment variable TWIN_<NAME> that it overrides. */
const FLAGS = {
  port: 'TWIN_PORT',
  host: 'TWIN_HOST',
  points: 'TWIN_POINTS',
  seed: 'TWIN_SEED',
  'mqtt-port': 'TWIN_MQTT_PORT',
  data: 'TWIN_DATA',
  site: 'TWIN_SITE',
  mapping: 'MAPPING',
  opcua: 'TWIN_OPCUA',
  replay: 'TWIN_REPLAY',
  'replay-speed': 'TWIN_REPLAY_SPEED',
  'replay-from': 'TWIN_REPLAY_FROM',
  'mqtt-url': 'MQTT_URL',
  database: 'DATABASE_URL',
  role: 'TWIN_ROLE',
  'nats-url': 'NATS_URL',
  installation: 'TWIN_INSTALLATION',
  advertise: 'TWIN_ADVERTISE',
  'raw-days': 'TWIN_RAW_DAYS',
  'rollup-days': 'TWIN_ROLLUP_DAYS',
  origins: 'TWIN_ORIGINS',
  'public-url': 'TWIN_PUBLIC_URL',
  base: 'TWIN_BASE',
  'cors-origins': 'TWIN_CORS_ORIGINS',
  'second-factor': 'TWIN_SECOND_FACTOR',
  proxies: 'TWIN_PROXIES',
  'tls-cert': 'TWIN_TLS_CERT',
  'tls-key': 'TWIN_TLS_KEY',
  'tls-client-ca': 'TWIN_TLS_CLIENT_CA',
  'audit-anchor': 'TWIN_AUDIT_ANCHOR',
  'audit-anchor-url': 'TWIN_AUDIT_ANCHOR_URL',
  'audit-anchor-every': 'TWIN_AUDIT_ANCHOR_EVERY',
  'backup-every': 'TWIN_BACKUP_EVERY',
  'backup-keep': 'TWIN_BACKUP_KEEP',
  'backup-folder': 'TWIN_BACKUP_FOLDER',
  'backup-key-file': 'TWIN_BACKUP_KEY_FILE',
  'max-viewers': 'TWIN_MAX_VIEWERS',
  'max-per-caller': 'TWIN_MAX_PER_CALLER',
} as const

/** Read flags and environment. Throws an Error of one line that names the setting and its remedy. */
export function readConfig(args: string[], env: Record<string, string | undefined>): Config {
  const values = flags(args)
  const text = (flag: keyof typeof FLAGS): string | undefined =>
    values[flag] ?? (env[FLAGS[flag]] || undefined)
  const result = schema.safeParse({
    port: text('port'),
    host: text('host'),
    points: text('points'),
    seed: text('seed'),
    mqttPort: text('mqtt-port'),
    data: text('data'),
    site: text('site'),
    mapping: text('mapping'),
    opcua: text('opcua'),
    replay: text('replay'),
    replaySpeed: text('replay-speed'),
    replayFrom: text('replay-from'),
    mqttUrl: text('mqtt-url'),
    database: text('database'),
    role: text('role'),
    natsUrl: text('nats-url'),
    installation: text('installation'),
    advertise: text('advertise'),
    rawDays: text('raw-days'),
    rollupDays: text('rollup-days'),
    backupEvery: text('backup-every'),
    backupKeep: text('backup-keep'),
    backupFolder: text('backup-folder'),
    backupKeyFile: text('backup-key-file'),
    deviceKey: env.TWIN_DEVICE_KEY || undefined,
    simulator: values['no-simulator'] === undefined,
    client: values['no-client'] === undefined,
    mqtt: values['no-mqtt'] === undefined,
    newCredential: values['new-credential'] !== undefined,
    origins: text('origins')?.split(','),
    publicUrl: text('public-url'),
    base: text('base'),
    corsOrigins: text('cors-origins')
      ?.split(',')
      .map(each => each.trim()),
    secondFactor: text('second-factor')?.split(','),
    proxies: text('proxies'),
    tlsCert: text('tls-cert'),
    tlsKey: text('tls-key'),
    tlsClientCa: text('tls-client-ca'),
    auditAnchor: text('audit-anchor'),
    auditAnchorUrl: text('audit-anchor-url'),
    auditAnchorEvery: text('audit-anchor-every'),
    maxViewers: text('max-viewers'),
    maxPerCaller: text('max-per-caller'),
  })
  if (result.success) return checkRole(result.data)
  const [issue] = result.error.issues
  const name = String(issue?.path[0] ?? '?').replace(/[A-Z]/g, c => `-${c.toLowerCase()}`)
  throw new Error(`--${name}: ${issue?.message}; npm start -- --help lists the settings`)
}

/** Several processes of one installation meet in a database and at NATS. */
function checkRole(config: Config): Config {
  checkTls(config)
  const { role, database, natsUrl } = config
  if (role === 'alone' || (database && natsUrl)) return config
  const missing = database ? '--nats-url (or NATS_URL)' : '--database (or DATABASE_URL)'
  throw new Error(`--role ${role} needs ${missing}; npm start -- --help lists the settings`)
}

/** A certificate needs its key, and an authority for devices is of use only with both. */
function checkTls({ tlsCert, tlsKey, tlsClientCa }: Config): void {
  const missing = tlsCert ? !tlsKey && '--tls-key' : (tlsKey ?? tlsClientCa) && '--tls-cert'
  if (missing)
    throw new Error(
      `${missing} is missing: TLS needs --tls-cert and --tls-key; npm start -- --help lists the settings`,
    )
}

/** What `--help` prints. */
export const HELP = `npm start -- [settings]
  --port 8080          where the twin is served           --host 127.0.0.1   0.0.0.0 opens it to the network
  --points 20000       simulated points, up to 200000     --seed 1974        of the simulated days
  --no-simulator       only real samples                  --no-mqtt          no broker of our own
  --no-client          serve no pages: npm run dev does   --help             this list
  --mqtt-port 1884     of our own broker                  --mqtt-url URL     another broker instead (or MQTT_URL)
  --data .twin/data    credential, database twin.db       --site FILE        a working copy from npm run geodata:import
  --database URL       PostgreSQL instead (or DATABASE_URL)
  --role owner|gateway one of several processes of an installation (server/cluster/README.md); needs --database and
  --nats-url URL       where they meet (or NATS_URL)      --installation changwon   its name there
  --advertise URL      where gateways reach this owner    --role alone is the default
  --raw-days 30        samples are kept                   --rollup-days 1826 roll-ups of minutes and quarters are
  --backup-every HOURS encrypted backups by plan          --backup-folder .twin/backups   of which the last
  --backup-keep 14     stay; sealed with                  --backup-key-file FILE  or backup.key of the data folder
  --new-credential     replace the device credential      --origins URL,URL  other sites that may open the socket
  --mapping FILE       foreign names of values (or MAPPING)   --opcua URL    opc.tcp://host:4840, nodes by the mapping
  --replay FILE        a recorded CSV or NDJSON again as now  --replay-speed 1  --replay-from TIME
  --public-url URL     address people use, behind a proxy --proxies 1        how many proxies stand in front
  --base /twin/        path below which a proxy serves it (that of --public-url when left out)
  --cors-origins URL,URL|*   whose pages may read the tileset and public data; nobody's when left out
  --second-factor admin,engineer   roles that must have a second factor: an authenticator app or a passkey
  --audit-anchor FILE  where the book of actions is anchored (DATA/audit-anchors.txt), --audit-anchor-url URL as well,
  --audit-anchor-every 60   seconds between looks
  --tls-cert FILE --tls-key FILE   TLS of our own for pages and MQTT, read anew on SIGHUP and when they change
  --tls-client-ca FILE their authority: a device's certificate (CN: its name in npm run device) stands for its key
  --max-viewers 5000   at a time                          --max-per-caller 200  of one address
Single sign-on: OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ROLES=group=operator,…, OIDC_ROLE_CLAIM=roles.
Each is also an environment variable: TWIN_PORT, TWIN_HOST, …; TWIN_DEVICE_KEY sets the device credential.`

function flags(args: string[]): Record<string, string | undefined> {
  const string = { type: 'string' } as const
  const boolean = { type: 'boolean' } as const
  const options = {
    ...Object.fromEntries(Object.keys(FLAGS).map(flag => [flag, string])),
    'no-simulator': boolean,
    'no-client': boolean,
    'no-mqtt': boolean,
    'new-credential': boolean,
    help: boolean,
  }
  const { values } = parseArgs({ args, options, strict: true, allowPositionals: false })
  return Object.fromEntries(Object.entries(values).map(([flag, value]) => [flag, String(value)]))
}
