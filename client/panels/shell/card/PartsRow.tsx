import { useStore } from 'zustand'
import { nameIn } from '../../../../models/nameIn.ts'
import { telemetry } from '../../../live/telemetry.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'

/** The parts of an asset (stalls, connectors) counted by state. */
export function PartsRow({ points: own }: { points: readonly number[] }) {
  const { say, language } = useWords()
  const { points } = useLoaded()
  const spec = points.spec[own[0] ?? -1]
  const counts = useStore(telemetry, ({ state }) =>
    countStates(own, state.values, spec?.states?.length ?? 0).join(),
  )
  if (!spec?.states) return null
  const byState = counts.split(',').map(Number)
  return (
    <div className="parts">
      <span className="point-name">
        {say('card.parts', { name: nameIn(spec.name, language), count: own.length })}
      </span>
      <div className="parts-bar" aria-hidden="true">
        {byState.map((count, i) => (
          <i key={nameIn(spec.states![i]!, 'en')} className={`part-${i}`} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul>
        {spec.states.map((name, i) => (
          <li key={name.en}>
            <i className={`part-${i}`} aria-hidden="true" /> {nameIn(name, language)} <b>{byState[i]}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}

function countStates(own: readonly number[], values: Float32Array, states: number): number[] {
  const counts = new Array<number>(states).fill(0)
  for (const point of own) {
    const value = values[point]!
    if (!Number.isNaN(value) && value < states) counts[value]!++
  }
  return counts
}
