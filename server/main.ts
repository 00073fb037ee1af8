/** `npm start`: checks the machine, builds what is missing and puts the parts together. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSite } from '../geodata/read/site.ts'
import type { Site } from '../models/site.ts'
import type { People } from './accounts/People.ts'
import { ANCHORS_FILE } from './audit/anchorFile.ts'
import type { BackupPlan } from './backup/schedule.ts'
import { sealKeyOf } from './backup/sealKey.ts'
import { buildClient } from './buildClient.ts'
import { systemClock } from './clock.ts'
import { holdDatabase } from './cluster/holdDatabase.ts'
import type { OwnerDuty } from './cluster/OwnerDuty.ts'
import { TERM_OVER, winOwnership } from './cluster/winOwnership.ts'
import { type Config, HELP, readConfig } from './config.ts'
import { holdFolder } from './DataLock.ts'
import { growSite } from './growSite.ts'
import { type Credential, DEVICE_USER, openCredential } from './ingest/credential.ts'
import { mqttBroker } from './ingest/mqttBroker.ts'
import { mqttClient } from './ingest/mqttClient.ts'
import { opcuaSource } from './ingest/opcua/opcuaSource.ts'
import { replaySource } from './ingest/replay/replaySource.ts'
import { simulator } from './ingest/simulator/simulator.ts'
import type { Source } from './ingest/source.ts'
import { LastResort } from './LastResort.ts'
import { baseOf } from './net/base.ts'
import { Certificate } from './net/Certificate.ts'
import { Oidc } from './security/Oidc.ts'
import { OIDC_PATHS } from './security/oidcApi.ts'
import { readOidc } from './security/oidcConfig.ts'
import { standWorld } from './standWorld.ts'
import { startTwin } from './start.ts'
import { startGateway } from './startGateway.ts'

const say = (line: string): void => console.log(line)
const lastResort = new LastResort(systemClock, line => console.error(line))
lastResort.stand(fail)

try {
  await main()
} catch (error) {
  fail(error)
}

function fail(error: unknown): void {
  console.error(`The twin did not start: ${explain(error)}`)
  process.exit(2)
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) return say(HELP)
  const config = readConfig(process.argv.slice(2), process.env)
  checkNode(process.versions.node)
  const world = await standWorld(progressLine())
  const client = config.client ? await buildClient(say) : null
  const site = growSite(config.site ? readSite(config.site) : world.site, config.points)
  const certificate = certificateOf(config)
  const entrance = {
    certificate,
    maxViewers: config.maxViewers,
    maxPerCaller: config.maxPerCaller,
    limits: { linesPerCaller: 2 * config.maxPerCaller },
    folders: { client, world: world.dir },
    origins: config.origins,
    proxies: config.proxies,
    publicUrl: config.publicUrl,
    base: config.base,
    sharedWith: config.corsOrigins,
    secondFactor: config.secondFactor,
    oidc: oidcOf(config),
    uncaught: lastResort,
  }
  if (config.role === 'gateway') {
    const { host, port, installation } = config
    const links = { store: config.database!, nats: config.natsUrl!, installation }
    const gateway = await startGateway({
      ...entrance,
      ...links,
      site,
      clock: systemClock,
      host,
      port,
      version: packageVersion(),
    })
    lastResort.serve()
    endOnSignal(gateway)
    return say(`Gateway of ${installation} at ${gateway.url}`)
  }
  if (config.role === 'alone') await holdAlone(config)
  const duty = config.role === 'owner' ? await own(config, certificate) : null
  const credential = openCredential(config.data, config.deviceKey, config.newCredential)
  const sources = await sourcesOf(config, site, credential, certificate)
  const running = await startTwin({
    ...entrance,
    site,
    clock: systemClock,
    sources,
    mapping: config.mapping,
    mappingHome: join(config.data, 'mapping.json'),
    credential,
    host: config.host,
    port: config.port,
    version: packageVersion(),
    store: config.database ?? join(config.data, 'twin.db'),
    keep: config,
    anchors: {
      file: config.auditAnchor ?? join(config.data, ANCHORS_FILE),
      url: config.auditAnchorUrl,
      every: config.auditAnchorEvery * 1_000,
    },
    ...(config.backupEvery && { backups: backupPlan(config, config.backupEvery) }),
    ...(duty && { duty }),
  })
  lastResort.serve()
  say(
    `\n창원 트윈 · Changwon Twin is at ${new URL(running.url).protocol}//localhost:${new URL(running.url).port}${baseOf(config.base ?? '/')}  (${running.given.points.count.toLocaleString('en')} points)`,
  )
  await saySetup(running.given.people, running.url, config)
  if (credential.fresh) {
    credential.keep()
    sayCredential(credential.fresh, config, running.url)
  }
  endOnSignal(running)
}

/** Stand by until this process owns the twin; when another owns it later, end and leave the rest to whoever restarts us. */
function own(config: Config, certificate: Certificate | undefined): Promise<OwnerDuty> {
  const { host, port, installation } = config
  say(`Standing by for ${installation} at http://${host}:${port}`)
  return winOwnership(
    {
      store: config.database!,
      nats: config.natsUrl!,
      installation,
      host,
      port,
      advertise: config.advertise ?? `${certificate ? 'https' : 'http'}://${host}:${port}`,
      certificate,
      version: packageVersion(),
      clock: systemClock,
      standing: () => lastResort.serve(),
    },
    endTerm,
  )
}

/** Data folder and database are this server's alone; rejects with the process that has one of them. */
async function holdAlone({ data, database, host, port }: Config): Promise<void> {
  holdFolder(data, { pid: process.pid, since: systemClock.now(), port })
  if (database) await holdDatabase(database, systemClock, `http://${host}:${port}`, endTerm)
}

function endTerm(reason: string): void {
  console.error(`This process ends: ${reason}`)
  process.exit(TERM_OVER)
}

/** Close on SIGINT or SIGTERM, and end after three seconds in any case. */
function endOnSignal(running: { close(): Promise<void> }): void {
  const stop = (): void => {
    const end = (): never => process.exit(0)
    void running.close().then(end, end)
    setTimeout(() => process.exit(0), 3_000).unref()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** Simulator, MQTT, OPC UA and replay as configured. A taken MQTT port costs MQTT, not the start. */
async function sourcesOf(
  config: Config,
  site: Site,
  credential: Credential,
  certificate: Certificate | undefined,
): Promise<Source[]> {
  const sources: Source[] = []
  if (config.simulator) sources.push(simulator(site, config.seed, systemClock))
  if (config.mqttUrl) sources.push(mqttClient(config.mqttUrl, say))
  else if (config.mqtt)
    sources.push(optional(mqttBroker(config.host, config.mqttPort, credential, certificate), config.mqttPort))
  if (config.opcua) sources.push(opcuaSource(config.opcua, say))
  if (config.replay)
    sources.push(
      replaySource({ file: config.replay, speed: config.replaySpeed, from: config.replayFrom ?? null }),
    )
  return sources
}

function optional(source: Source, port: number): Source {
  return {
    ...source,
    start: async (gate, mapping) => {
      try {
        return await source.start(gate, mapping)
      } catch (error) {
        console.error(
          `MQTT is off: ${explain(error)} (port ${port}); choose another with --mqtt-port, or --no-mqtt`,
        )
        return () => undefined
      }
    },
  }
}

/** TLS of our own, followed as its files change. */
function certificateOf({
  tlsCert: cert,
  tlsKey: key,
  tlsClientCa: clientCa,
}: Config): Certificate | undefined {
  if (!cert || !key) return undefined
  const certificate = new Certificate({ cert, key, clientCa }, say)
  certificate.watch()
  return certificate
}

/** Encrypted backups; the key is made with the first plan, and a copy of it belongs elsewhere. */
function backupPlan(config: Config, everyHours: number): BackupPlan {
  const seal = sealKeyOf(config.data, { file: config.backupKeyFile, make: true })
  return { folder: config.backupFolder, everyHours, keep: config.backupKeep, seal, encrypt: true }
}

/** Address people use, without a slash at its end; `port` is the one that was taken. */
function publicUrl({ publicUrl, base = '/', port: wanted, tlsCert }: Config, port = String(wanted)): string {
  return publicUrl ?? `${tlsCert ? 'https' : 'http'}://localhost:${port}${baseOf(base).slice(0, -1)}`
}

/** Single sign-on as the environment configures it. */
function oidcOf(config: Config): Oidc | null {
  const oidc = readOidc(process.env)
  return oidc && new Oidc(oidc, publicUrl(config) + OIDC_PATHS.callback, systemClock)
}

/** The one-time link, at every start until there is an admin. */
async function saySetup(people: People, url: string, config: Config): Promise<void> {
  const token = await people.setup.offer()
  const base = publicUrl(config, new URL(url).port)
  if (token)
    say(`
No admin yet. This link makes the first one; either works once, for an hour:
  ${base}/#setup=${token}
  ${base}/admin-setup?token=${token}   (a plain form, for browsers without scripts)`)
}

function sayCredential(key: string, { host, mqttPort }: Config, url: string): void {
  say(`
Device credential, shown once (only its hash is kept; --new-credential makes another):
  ${key}
  mosquitto_pub -h ${host} -p ${mqttPort} -u ${DEVICE_USER} -P ${key} -t changwon/air-ungnam/pm25 -m 81
  curl -H "Authorization: Bearer ${key}" -H "content-type: application/json" \\
    -d '{"samples":[{"asset":"air-ungnam","point":"pm25","value":81,"unit":"µg/m³"}]}' ${url}/api/samples`)
}

function checkNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    throw new Error(`Node ${version} is too old; install Node 20.19 or newer`)
}

function packageVersion(): string {
  return (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version
}

/** One line that overwrites itself on a terminal, and one line a step elsewhere. */
function progressLine(): (step: string, part: number) => void {
  let last = ''
  return (step, part) => {
    const line = `World: ${step} ${Math.round(part * 100)} %`
    if (process.stdout.isTTY) process.stdout.write(`\r${line.padEnd(60)}${part >= 1 ? '\n' : ''}`)
    else if (step !== last) say(`World: ${step}`)
    last = step
  }
}

function explain(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string }
  if (code === 'EADDRINUSE')
    return 'the port is taken by another program; stop it or choose another with --port'
  if (code === 'EACCES') return 'no permission for this port; choose one above 1023 with --port'
  return message ?? String(error)
}
