import { ALARM_SOURCES, type AlarmSource } from './alarm.ts'
import type { Points } from './points.ts'

/** The name of an alarm that outlives restarts and new sites: `asset/point/part:source`. */
export function alarmKey(
  points: Points,
  assets: readonly { readonly id: string }[],
  point: number,
  source: AlarmSource,
): string {
  return `${assets[points.asset[point]!]!.id}/${points.name[point]}/${points.part[point]}:${source}`
}

/** What a key says, whether or not a site has it; null for a text that is no key. */
export function partsOfAlarmKey(
  key: string,
): { readonly asset: string; readonly name: string; readonly part: number; readonly source: string } | null {
  const [, asset, name, part, source] = /^([^/]+)\/([^/]+)\/(\d+):(\w+)$/.exec(key) ?? []
  return asset && name && source ? { asset, name, part: Number(part), source } : null
}

/** The point and source a key names, or null when this site has no such point. */
export function readAlarmKey(points: Points, key: string): { point: number; source: AlarmSource } | null {
  const parts = partsOfAlarmKey(key)
  const source = ALARM_SOURCES.find(each => each === parts?.source)
  if (!parts || !source) return null
  const point = points.find(parts.asset, parts.name, parts.part)
  return point < 0 ? null : { point, source }
}
