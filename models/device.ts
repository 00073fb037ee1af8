/** Ways by which a device may send. */
export const DEVICE_DOORS = ['mqtt', 'http'] as const
export type DeviceDoor = (typeof DEVICE_DOORS)[number]

/** A device as an engineer sees it; its key is shown once, when it is made. */
export interface DeviceView {
  readonly name: string
  /** Asset ids, or beginnings of them followed by `*`. */
  readonly scopes: readonly string[]
  /** Doors it may use. */
  readonly doors: readonly DeviceDoor[]
  /** Samples a second on average. */
  readonly rate: number
  readonly created: number
  readonly revoked: number | null
}

/** A device's name, or null: 2 to 60 of a-z, 0-9, . _ -; no wildcard of MQTT fits. */
export function deviceName(name: unknown): string | null {
  return typeof name === 'string' && /^[a-z0-9][a-z0-9._-]{1,59}$/.test(name) ? name : null
}

/** True for a scope: an asset id, a beginning of one followed by `*`, or `*` alone. */
export function isScope(scope: unknown): scope is string {
  return typeof scope === 'string' && /^([a-z0-9-]{1,80}|[a-z0-9-]{0,80}\*)$/.test(scope)
}

/** True when one of the scopes covers this asset. */
export function inScope(scopes: readonly string[], asset: string): boolean {
  return scopes.some(scope => (scope.endsWith('*') ? asset.startsWith(scope.slice(0, -1)) : scope === asset))
}
