import { ALARM_SOURCES } from '../../../models/alarm.ts'
import { partsOfAlarmKey } from '../../../models/alarmKey.ts'
import { nameIn } from '../../../models/nameIn.ts'
import type { LoadedWorld } from '../../live/world.ts'
import type { Say } from '../../words/words.ts'

/** An alarm's key of the journal (`asset/point/part:source`) as its asset, point and source are called here; what this site does not have stays as it came. */
export function nameAlarmKey(
  key: string,
  { site, points }: Pick<LoadedWorld, 'site' | 'points'>,
  language: string,
  say: Say,
): { readonly asset: string; readonly point: string } {
  const parts = partsOfAlarmKey(key)
  const asset = parts && site.assets[points.assetIndex(parts.asset)]
  if (!asset) return { asset: key, point: '' }
  const { name, part } = parts
  const spec = points.spec[points.find(parts.asset, name, part)]
  const one = part > 0 || (spec?.perPart ?? false) ? ` ${part + 1}` : ''
  const source = ALARM_SOURCES.find(each => each === parts.source)
  const point = spec ? nameIn(spec.name, language) + one : name
  return {
    asset: nameIn(asset.name, language),
    point: source ? `${point} · ${say(`alarmSource.${source}`)}` : point,
  }
}
