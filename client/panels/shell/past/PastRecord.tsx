import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { moment } from '../../../live/moment.ts'
import { telemetry } from '../../../live/telemetry.ts'
import { formatClock, formatDate } from '../../parts/formatTime.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { PastMissing } from './PastMissing.tsx'
import { pastRecord, type TopicRecord } from './pastRecord.ts'

/** Milliseconds between two counts of what is on record. */
const LOOK = 1_000

/** Says where the instant shown has no record, or only some of the values: nothing unknown passes for normal. */
export function PastRecord() {
  const { say, language } = useWords()
  const oldest = useStore(moment, state => state.oldest)
  const topics = usePastRecord()
  if (topics.length === 0) return null
  if (topics.every(({ told }) => told === 0))
    return (
      <b data-record="none">
        {oldest === null
          ? say('past.noRecord')
          : say('past.noRecordBefore', { time: `${formatDate(oldest, language)} ${formatClock(oldest)}` })}
      </b>
    )
  const partly = topics.filter(({ told, points }) => told < points)
  if (partly.length === 0) return null
  return <PastMissing partly={partly} />
}

function usePastRecord(): readonly TopicRecord[] {
  const { points, site } = useLoaded()
  const [topics, setTopics] = useState<readonly TopicRecord[]>([])
  useEffect(() => {
    const look = () => {
      const { state, heard } = telemetry.getState()
      setTopics(pastRecord(points, site.assets, state, heard))
    }
    look()
    const timer = setInterval(look, LOOK)
    return () => clearInterval(timer)
  }, [points, site])
  return topics
}
