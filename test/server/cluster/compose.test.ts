import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { readConfig } from '../../../server/config.ts'

const FOLDER = 'server/cluster/deploy'

interface Service {
  readonly image: string
  readonly build?: { readonly context: string; readonly dockerfile: string }
  readonly restart?: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly depends_on?: readonly string[] | Readonly<Record<string, object>>
  readonly ports?: readonly string[]
}

const file = parse(readFileSync(join(FOLDER, 'compose.yaml'), 'utf8'), { merge: true })
const services = file.services as Record<string, Service>
const ours = Object.entries(services).filter(([, { image }]) => image === 'changwon-twin')

test('every process of ours is started with settings that the program takes', () => {
  expect(ours.map(([name]) => name)).toEqual(['owner-1', 'owner-2', 'gateway'])
  for (const [name, { command = [], environment = {}, restart }] of ours) {
    const env = Object.fromEntries(
      Object.entries(environment).map(([key, value]) => [key, value.replace(/\$\{\w+:([-?])(.*?)\}/g, fill)]),
    )
    const config = readConfig([...command], env)
    expect(config).toMatchObject({
      role: name.split('-')[0],
      natsUrl: 'nats://nats:4222',
      database: expect.stringContaining('@database:5432/'),
      port: 8080,
    })
    if (config.role === 'owner') expect(config.advertise).toBe(`http://${name}:8080`)
    expect(restart).toBe('always')
  }
})

test('what a process waits for is in the file, and only balancer and broker are open to the outside', () => {
  for (const { depends_on = [] } of Object.values(services)) {
    const names = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on)
    for (const name of names) expect(Object.keys(services)).toContain(name)
  }
  const open = Object.entries(services).filter(([, { ports = [] }]) => ports.length > 0)
  expect(open.map(([name]) => name).sort()).toEqual(['balancer', 'broker'])
})

test('NATS takes the largest whole frame, and the image is built from files that are here', () => {
  expect(file.configs.nats.content).toContain('max_payload: 8MB')
  const { context, dockerfile } = ours[0]![1].build!
  const root = resolve(FOLDER, context)
  expect(root).toBe(resolve('.'))
  const steps = readFileSync(join(root, dockerfile), 'utf8').split('\n')
  for (const copied of steps.filter(line => line.startsWith('COPY package')))
    for (const name of copied.split(' ').slice(1, -1)) expect(existsSync(join(root, name))).toBe(true)
  expect(steps.some(line => line.startsWith('ENTRYPOINT') && line.includes('server/main.ts'))).toBe(true)
})

/** A value from the environment as compose would put it in. */
function fill(_: string, kind: string, rest: string): string {
  return kind === '-' ? rest : 'a-secret-from-outside'
}
