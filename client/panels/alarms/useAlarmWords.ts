import { useMemo } from 'react'
import type { StandingAlarm } from '../../../models/alarm.ts'
import { nameIn } from '../../../models/nameIn.ts'
import { sayAlarm } from '../parts/sayCause.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'
import type { AlarmWords } from './pickAlarms.ts'

/** What alarms are called in the language of the screen. The same object until language or world change. */
export function useAlarmWords(): AlarmWords {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  return useMemo(() => {
    const assetOf = ({ point }: StandingAlarm) => site.assets[points.asset[point] ?? -1]
    return {
      asset: alarm => nameIn(assetOf(alarm)?.name ?? { ko: '', en: '' }, language),
      alarm: ({ point, trip }) => {
        const spec = points.spec[point]
        return spec ? sayAlarm(trip, spec, language, say) : ''
      },
      area: alarm =>
        nameIn(site.subdistricts[assetOf(alarm)?.subdistrict ?? -1]?.name ?? { ko: '', en: '' }, language),
      kind: alarm => assetOf(alarm)?.kind ?? '',
      areaIndex: alarm => assetOf(alarm)?.subdistrict ?? -1,
    }
  }, [site, points, language, say])
}
