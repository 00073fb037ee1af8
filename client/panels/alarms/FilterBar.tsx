import { useMemo } from 'react'
import type { StandingAlarm } from '../../../models/alarm.ts'
import { ALARM_CLAIMS, type AlarmClaim } from '../../../models/alarmSummary.ts'
import { SEVERITIES, type Severity } from '../../../models/kind.ts'
import { isKindName, kindOf } from '../../../models/kinds.ts'
import { nameIn } from '../../../models/nameIn.ts'
import { useAlarmList } from '../../state/alarmList.ts'
import { SeverityMark } from '../parts/SeverityMark.tsx'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'
import type { AlarmWords } from './pickAlarms.ts'

const WORST_FIRST: readonly Severity[] = [3, 2, 1]

interface FilterBarProps {
  /** The whole list; only what it has can be asked for. */
  list: readonly StandingAlarm[]
  words: AlarmWords
}

/** Narrows the list by severity, state, kind, area and text. */
export function FilterBar({ list, words }: FilterBarProps) {
  const { say, language } = useWords()
  const { site } = useLoaded()
  const { filter, setFilter } = useAlarmList()
  const kinds = useMemo(() => {
    const there = new Set(list.map(words.kind))
    if (filter.kind !== null) there.add(filter.kind)
    return [...there].filter(isKindName).sort()
  }, [list, words, filter.kind])
  const toggle = (severity: Severity) => {
    const { severities } = filter
    setFilter({
      severities: severities.includes(severity)
        ? severities.filter(each => each !== severity)
        : [...severities, severity],
    })
  }
  return (
    <fieldset className="filter-bar">
      <legend className="visually-hidden">{say('filter.title')}</legend>
      {WORST_FIRST.map(severity => (
        <button
          key={severity}
          type="button"
          className="filter-chip"
          aria-pressed={filter.severities.includes(severity)}
          onClick={() => toggle(severity)}
        >
          <SeverityMark severity={severity} /> {say(`severity.${SEVERITIES[severity]}`)}
        </button>
      ))}
      <select
        className="field"
        aria-label={say('filter.state')}
        value={filter.claims[0] ?? ''}
        onChange={({ target: { value } }) => setFilter({ claims: value ? [value as AlarmClaim] : [] })}
      >
        <option value="">{say('filter.anyState')}</option>
        {ALARM_CLAIMS.map(claim => (
          <option key={claim} value={claim}>
            {say(`claim.${claim}`)}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label={say('filter.kind')}
        value={filter.kind ?? ''}
        onChange={({ target: { value } }) => setFilter({ kind: value || null })}
      >
        <option value="">{say('filter.anyKind')}</option>
        {kinds.map(kind => (
          <option key={kind} value={kind}>
            {nameIn(kindOf(kind).name, language)}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label={say('filter.area')}
        value={filter.area ?? ''}
        onChange={({ target: { value } }) => setFilter({ area: value === '' ? null : Number(value) })}
      >
        <option value="">{say('filter.anyArea')}</option>
        {site.subdistricts.map(({ name }, i) => (
          <option key={name.en} value={i}>
            {nameIn(name, language)}
          </option>
        ))}
      </select>
      <input
        type="search"
        className="field"
        aria-label={say('filter.text')}
        placeholder={say('filter.text')}
        value={filter.text}
        maxLength={80}
        onChange={({ target: { value } }) => setFilter({ text: value })}
      />
    </fieldset>
  )
}
