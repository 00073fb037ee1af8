import { useState } from 'react'
import { presentNow, serverNow } from '../../live/health.ts'
import { requestFile } from '../../live/request.ts'
import { sayReason } from '../parts/sayReason.ts'
import { useWhyNot } from '../parts/useWhyNot.ts'
import { useWords } from '../parts/useWords.ts'
import { localInput, readLocalInput } from '../past/localInput.ts'
import { saveFile } from './saveFile.ts'

const LONGEST = 86_400_000
const USUAL = 900_000

/** A span with a title becomes one file. Allowed in the past too: that is where incidents are found. */
export function Incident() {
  const { say } = useWords()
  const whyNot = useWhyNot()
  const [title, setTitle] = useState('')
  const [from, setFrom] = useState(() => localInput(serverNow() - USUAL))
  const [to, setTo] = useState(() => localInput(serverNow()))
  const [told, setTold] = useState<string | null>(null)
  const why = whyNot('incident:export')
  const write = async () => {
    const [begin, end] = [readLocalInput(from), readLocalInput(to)]
    if (begin === null || end === null || begin >= end || end - begin > LONGEST)
      return setTold(say('incident.badSpan'))
    setTold(say('incident.working'))
    const body = { title: title.trim(), from: begin, to: Math.min(end, Math.floor(presentNow())) }
    const answer = await requestFile('/api/incidents', body)
    if (answer.ok) saveFile(answer.value.blob, answer.value.name)
    setTold(answer.ok ? say('incident.done', { name: answer.value.name }) : sayReason(answer.reason, say))
  }
  return (
    <form
      className="desk-form is-incident"
      onSubmit={event => {
        event.preventDefault()
        if (why === null) void write()
      }}
    >
      <p className="desk-note">{say('incident.hint')}</p>
      <label>
        {say('incident.title')}
        <input
          className="field"
          required
          maxLength={120}
          value={title}
          onChange={event => setTitle(event.target.value)}
        />
      </label>
      <label>
        {say('incident.from')}
        <input
          type="datetime-local"
          step={1}
          className="field"
          value={from}
          onChange={event => setFrom(event.target.value)}
        />
      </label>
      <label>
        {say('incident.to')}
        <input
          type="datetime-local"
          step={1}
          className="field"
          value={to}
          onChange={event => setTo(event.target.value)}
        />
      </label>
      <button type="submit" className="solid" aria-disabled={why !== null} title={why ?? undefined}>
        {say('incident.export')}
      </button>
      <p role="status">{told ?? why}</p>
    </form>
  )
}
