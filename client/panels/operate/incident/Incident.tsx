import { useState } from 'react'
import { nameIn } from '../../../../models/nameIn.ts'
import { presentNow, serverNow } from '../../../live/health.ts'
import { requestFile } from '../../../live/request.ts'
import { useSelection } from '../../../state/selection.ts'
import { Field } from '../../parts/Field.tsx'
import { sayReason } from '../../parts/sayReason.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWhyNot } from '../../parts/useWhyNot.ts'
import { useWords } from '../../parts/useWords.ts'
import { localInput, readLocalInput } from '../../shell/past/localInput.ts'
import { saveFile } from './saveFile.ts'
import { type Scope, scopeAssets } from './scopeAssets.ts'

const USUAL = 900_000
/** Minutes of the spans offered, up to the instant shown. */
const SPANS = [15, 60, 480]

/** A span with a title becomes one file. Allowed in the past too: that is where incidents are found. */
export function Incident() {
  const { say, language } = useWords()
  const { site } = useLoaded()
  const selected = useSelection(state => state.selected)
  const whyNot = useWhyNot()
  const [title, setTitle] = useState('')
  const [from, setFrom] = useState(() => localInput(serverNow() - USUAL))
  const [to, setTo] = useState(() => localInput(serverNow()))
  const [scope, setScope] = useState<Scope>('all')
  const [told, setTold] = useState<string | null>(null)
  const why = whyNot('incident:export')
  const span = (ms: number) => {
    setFrom(localInput(serverNow() - ms))
    setTo(localInput(serverNow()))
  }
  const write = async () => {
    const [begin, end] = [readLocalInput(from), readLocalInput(to)]
    if (begin === null || end === null || begin >= end) return setTold(say('incident.badSpan'))
    const assets = scopeAssets(scope, selected, site)
    if (assets?.length === 0) return setTold(say('incident.nothing'))
    setTold(say('incident.working'))
    const body = {
      title: title.trim(),
      from: begin,
      to: Math.min(end, Math.floor(presentNow())),
      ...(assets && { assets }),
    }
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
      <Field
        label={say('incident.title')}
        required
        maxLength={120}
        value={title}
        onValue={setTitle}
        placeholder={say('incident.example')}
      />
      <Field label={say('incident.from')} type="datetime-local" step={1} value={from} onValue={setFrom} />
      <Field label={say('incident.to')} type="datetime-local" step={1} value={to} onValue={setTo} />
      <label className="incident-scope">
        {say('incident.scope')}
        <select className="field" value={scope} onChange={({ target }) => setScope(target.value as Scope)}>
          <option value="all">{say('incident.all')}</option>
          <option value="selected">{say('incident.selected')}</option>
          {site.subdistricts.map(({ name }, i) => (
            <option key={name.en} value={`area:${i}`}>
              {nameIn(name, language)}
            </option>
          ))}
        </select>
      </label>
      <span className="incident-spans">
        {SPANS.map(n => (
          <button key={n} type="button" className="plain" onClick={() => span(n * 60_000)}>
            {n < 60 ? say('incident.lastMinutes', { n }) : say('incident.lastHours', { n: n / 60 })}
          </button>
        ))}
      </span>
      <button type="submit" className="solid" aria-disabled={why !== null} title={why ?? undefined}>
        {say('incident.export')}
      </button>
      <p role="status">{told ?? why}</p>
    </form>
  )
}
