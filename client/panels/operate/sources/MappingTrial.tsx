import { useState } from 'react'
import type { Tried } from '../../../../models/tried.ts'
import { sayReason } from '../../parts/sayReason.ts'
import { useWords } from '../../parts/useWords.ts'
import { type MappingLine, messageFor } from './mappingDraft.ts'
import { useTried } from './useTried.ts'

interface MappingTrialProps {
  line: MappingLine
  /** What devices sent of late that was refused, to begin with. */
  examples: readonly string[]
}

/** A pasted or recorded message, and at once what the line as it is written makes of it; nothing is kept anywhere. */
export function MappingTrial({ line, examples }: MappingTrialProps) {
  const { say } = useWords()
  const [pasted, setPasted] = useState('')
  const message = messageFor(line, pasted)
  const answer = useTried(line, message)
  return (
    <div className="mapping-trial">
      <label>
        {say('mapping.message')}
        <textarea
          className="field"
          rows={3}
          spellCheck={false}
          maxLength={100_000}
          placeholder={'{"state": "ON"}'}
          value={pasted}
          onChange={event => setPasted(event.target.value)}
        />
      </label>
      {examples.length > 0 && (
        <label>
          {say('mapping.recorded')}
          <select className="field" value="" onChange={event => setPasted(event.target.value)}>
            <option value="">{say('mapping.pick')}</option>
            {examples.map(example => (
              <option key={example}>{example}</option>
            ))}
          </select>
        </label>
      )}
      <div role="status" className="mapping-tried">
        {message === null && <p className="desk-note">{say('mapping.paste')}</p>}
        {answer && !answer.ok && <p data-tried="refused">{sayReason(answer.reason, say)}</p>}
        {answer?.ok && answer.value.tried.length === 0 && (
          <p data-tried="nothing">{say('mapping.nothing')}</p>
        )}
        {answer?.ok && answer.value.tried.map(each => <TriedLine key={each.from} tried={each} />)}
      </div>
    </div>
  )
}

function TriedLine({ tried: { from, asset, point, part, value, unit, at, refused } }: { tried: Tried }) {
  const { say } = useWords()
  const taken = refused === undefined
  return (
    <p data-tried={taken ? 'taken' : 'refused'}>
      <b>{say(taken ? 'mapping.taken' : 'mapping.refused')}</b> <code>{from}</code>
      {asset !== undefined && (
        <>
          {' → '}
          <code>{[asset, point, ...(part ? [part] : [])].join('/')}</code>
        </>
      )}
      {value !== undefined && <span className="numbers">{` = ${value} ${unit === '1' ? '' : unit}`}</span>}
      {at !== undefined && <span className="faint"> · {at === 'arrival' ? say('mapping.arrival') : at}</span>}
      {!taken && <span lang="en"> · {refused}</span>}
    </p>
  )
}
