import { ALARM_SOURCES } from '../../../models/alarm.ts'
import type { LoadedWorld } from '../../live/world.ts'
import type { Say } from '../../words/words.ts'
import { nameIn } from './formatValue.ts'

/** An alarm's key of the journal (`asset/point/part:source`) as its asset, point and source are called here; what this site does not have stays as it came. */
export function nameAlarmKey(
  key: string,
  { site, points }: Pick<LoadedWorld, 'site' | 'points'>,
  language: string,
  say: Say,
): { readonly asset: string; readonly point: string } {
  const [, id = '', name = '', part = '', ending = ''] = /^([^/]+)\/([^/]+)\/(\d+):(\w+)$/.exec(key) ?? []
  const asset = site.assets[points.assetIndex(id)]
  if (!asset) return { asset: key, point: '' }
  const spec = points.spec[points.find(id, name, Number(part))]
  const one = Number(part) > 0 || (spec?.perPart ?? false) ? ` ${Number(part) + 1}` : ''
  const source = ALARM_SOURCES.find(each => each === ending)
  const point = spec ? nameIn(spec.name, language) + one : name
  return {
    asset: nameIn(asset.name, language),
    point: source ? `${point} · ${say(`alarmSource.${source}`)}` : point,
  }
}
