import { useState } from 'react'
import { useStore } from 'zustand'
import { isAllowed, session } from '../../../live/session.ts'
import { sayReason } from '../../parts/sayReason.ts'
import { useWords } from '../../parts/useWords.ts'
import { MappingForm } from './MappingForm.tsx'
import { MappingTrial } from './MappingTrial.tsx'
import { emptyLine, nameOf } from './mappingDraft.ts'
import { useMapping } from './useMapping.ts'

/** Lines listed at a time; the others are found by typing. */
const LISTED = 50

/** The mapping of foreign names, for those who may change it. */
export function MappingEditor({ examples }: { examples: readonly string[] }) {
  const { say } = useWords()
  const may = useStore(session, state => isAllowed(state.view, 'mapping:edit'))
  return (
    <section data-mapping>
      <h3>{say('mapping.title')}</h3>
      {may ? <Editor examples={examples} /> : <p className="desk-note">{say('mapping.staff')}</p>}
    </section>
  )
}

function Editor({ examples }: { examples: readonly string[] }) {
  const { say } = useWords()
  const desk = useMapping()
  const [chosen, setChosen] = useState<number | null>(null)
  const [sought, setSought] = useState('')
  const { file, lines, changed, told } = desk
  const words = told && (told.good ? say('mapping.saved') : sayReason(told.reason, say))
  if (file === undefined) return words && <p role="alert">{words}</p>
  const wanted = sought.trim().toLowerCase()
  const shown = lines
    .map((line, k) => ({ line, k }))
    .filter(({ line }) => JSON.stringify(line).toLowerCase().includes(wanted))
  const line = chosen === null ? undefined : lines[chosen]
  const add = () => {
    desk.set([...lines, emptyLine()])
    setChosen(lines.length)
  }
  const remove = () => {
    desk.set(lines.filter((_, k) => k !== chosen))
    setChosen(null)
  }
  const undo = () => {
    setChosen(null)
    void desk.load()
  }
  return (
    <>
      <p className="desk-note">{say('mapping.note', { n: lines.length, file: file ?? '–' })}</p>
      {lines.length > 8 && (
        <input
          className="field"
          type="search"
          aria-label={say('mapping.seek')}
          placeholder={say('mapping.seek')}
          value={sought}
          onChange={event => setSought(event.target.value)}
        />
      )}
      <ul className="desk-lines mapping-lines">
        {shown.slice(0, LISTED).map(({ line: each, k }) => (
          <li key={k}>
            <button type="button" className="link" aria-pressed={k === chosen} onClick={() => setChosen(k)}>
              {nameOf(each) || say('mapping.new')}
            </button>
            <span className="faint">{` → ${each.to.asset ?? ''}/${each.to.point ?? ''}`}</span>
          </li>
        ))}
      </ul>
      {line && chosen !== null && (
        <fieldset className="mapping-line">
          <legend>{nameOf(line) || say('mapping.new')}</legend>
          <MappingForm
            key={chosen}
            line={line}
            onChange={next => desk.set(lines.map((each, k) => (k === chosen ? next : each)))}
          />
          <MappingTrial line={line} examples={examples} />
        </fieldset>
      )}
      <div className="mapping-bar">
        <button type="button" className="plain" onClick={add}>
          {say('mapping.add')}
        </button>
        <button type="button" className="plain" disabled={!line} onClick={remove}>
          {say('mapping.remove')}
        </button>
        <button type="button" className="plain" disabled={!changed} onClick={undo}>
          {say('mapping.undo')}
        </button>
        <button type="button" className="solid" disabled={!changed} onClick={() => void desk.save()}>
          {say('mapping.save')}
        </button>
        {words && (
          <p role={told?.good ? 'status' : 'alert'} data-mapping-told={told?.good ? 'saved' : 'refused'}>
            {words}
          </p>
        )}
      </div>
    </>
  )
}
