import { Pause, Play, X } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { presentNow, serverNow } from '../../../live/health.ts'
import { moment } from '../../../live/moment.ts'
import { goLive, seek } from '../../../live/timeMachine.ts'
import { formatClock } from '../../parts/formatTime.ts'
import { SpanPicker } from '../../parts/SpanPicker.tsx'
import { sayReason } from '../../parts/sayReason.ts'
import { useSecond } from '../../parts/useSecond.ts'
import { useWords } from '../../parts/useWords.ts'
import { localInput, readLocalInput } from './localInput.ts'
import { useGaps } from './useGaps.ts'

const HOUR = 3_600_000
const SPANS = [1, 8, 24, 168]
const SPEEDS = [1, 10, 60, 600, 3600]

/** Goes to any recorded instant and plays from there. The slider covers the span that ends now. */
export function TimeBar({ onClose }: { onClose: (() => void) | null }) {
  useSecond()
  const { say } = useWords()
  const { past, seeking, oldest, fault } = useStore(moment)
  const [hours, setHours] = useState(1)
  const [speed, setSpeed] = useState(1)
  const [dragged, setDragged] = useState<number | null>(null)
  // While somebody types, the field keeps what is typed: playing moves the instant four times a second.
  const [typed, setTyped] = useState<{ text: string; from: string } | null>(null)
  const now = presentNow()
  const from = now - hours * HOUR
  // What has no record is hatched: one can go there, and finds nothing.
  const gaps = useGaps(from, now, oldest)
  const at = dragged ?? (typeof seeking === 'number' ? seeking : serverNow())
  const playing = past !== null && past.speed > 0
  const go = (to: number) => void seek(Math.min(to, presentNow()), playing ? speed : 0)
  const letGo = () => {
    if (dragged !== null) go(dragged)
    setDragged(null)
  }
  return (
    <fieldset className="time-bar panel" data-past={past !== null}>
      <legend className="visually-hidden">{say('past.title')}</legend>
      <b className="time-title">{say('past.title')}</b>
      <button
        type="button"
        className="quiet"
        aria-label={say(playing ? 'past.pause' : 'past.play')}
        title={say(playing ? 'past.pause' : 'past.play')}
        disabled={past === null}
        onClick={() => void seek(serverNow(), playing ? 0 : speed)}
      >
        {playing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
      </button>
      <select
        className="field numbers"
        aria-label={say('past.speed')}
        value={speed}
        onChange={event => {
          const next = Number(event.target.value)
          setSpeed(next)
          if (playing) void seek(serverNow(), next)
        }}
      >
        {SPEEDS.map(each => (
          <option key={each} value={each}>
            {each} ×
          </option>
        ))}
      </select>
      <span className="time-slide">
        <span className="time-gaps" aria-hidden="true">
          {gaps.map(({ left, width }) => (
            <i key={left} style={{ left: `${left}%`, width: `${width}%` }} />
          ))}
        </span>
        <input
          type="range"
          aria-label={say('past.slider')}
          aria-valuetext={formatClock(at, true)}
          min={from}
          max={now}
          step={hours * 1_000}
          value={at}
          onChange={event => setDragged(Number(event.target.value))}
          onPointerUp={letGo}
          onKeyUp={letGo}
          onBlur={letGo}
        />
        <output className="numbers">{formatClock(at, true)}</output>
      </span>
      <SpanPicker spans={SPANS} hours={hours} onPick={setHours} />
      <input
        type="datetime-local"
        className="field numbers"
        step={1}
        aria-label={say('past.date')}
        value={typed?.text ?? localInput(at)}
        max={localInput(now)}
        onFocus={({ target: { value } }) => setTyped({ text: value, from: value })}
        onChange={({ target: { value } }) => setTyped({ text: value, from: typed?.from ?? localInput(at) })}
        onBlur={() => {
          const to = typed && typed.text !== typed.from ? readLocalInput(typed.text) : null
          setTyped(null)
          if (to !== null) go(to)
        }}
        onKeyDown={event => event.key === 'Enter' && event.currentTarget.blur()}
      />
      {past ? (
        <button type="button" className="solid" onClick={() => void goLive()}>
          {say('past.live')}
        </button>
      ) : (
        onClose && (
          <button type="button" className="quiet" aria-label={say('past.close')} onClick={onClose}>
            <X aria-hidden="true" />
          </button>
        )
      )}
      {!past && seeking !== null && <span role="status">{say('past.seeking')}</span>}
      {!past && fault !== null && (
        <span className="time-fault" role="alert">
          {say('past.fault', { reason: sayReason(fault, say) })}
        </span>
      )}
    </fieldset>
  )
}
