import { useCallback, useState } from 'react'
import type { StandingAlarm } from '../../../../models/alarm.ts'
import { SEVERITIES } from '../../../../models/kind.ts'
import { nameIn } from '../../../../models/nameIn.ts'
import { sayAlarm } from '../../parts/sayCause.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { useNewAlarms } from './useNewAlarms.ts'

/** The worst of the alarms that just went off in words, for those who hear the page; high ones interrupt. */
export function StripNews() {
  const { say, language } = useWords()
  const { site, points } = useLoaded()
  const [news, setNews] = useState<readonly StandingAlarm[]>([])
  useNewAlarms(useCallback(setNews, []))
  const [worst] = news
  const asset = worst && site.assets[points.asset[worst.point]!]
  const spec = worst && points.spec[worst.point]
  return (
    <p className="visually-hidden" role={worst?.severity === 3 ? 'alert' : 'status'}>
      {asset && spec && (
        <>
          {say(`severity.${SEVERITIES[worst.severity]}`)}: {nameIn(asset.name, language)},{' '}
          {sayAlarm(worst.trip, spec, language, say)}
          {news.length > 1 && ` · ${say('strip.more', { n: news.length - 1 })}`}
        </>
      )}
    </p>
  )
}
