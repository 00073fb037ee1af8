import { useId } from 'react'
import { nameIn } from '../../../../models/nameIn.ts'
import { Field } from '../../parts/Field.tsx'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import {
  draftOf,
  type LineDraft,
  lineOf,
  type MappingLine,
  NAME_DOORS,
  NAMES,
  type NameDoor,
} from './mappingDraft.ts'

/** Assets offered while an id is typed. */
const OFFERED = 30

interface MappingFormProps {
  line: MappingLine
  onChange: (line: MappingLine) => void
}

/** The fields of one line: where a value comes from, where it goes, and what is made of it on the way. */
export function MappingForm({ line, onChange }: MappingFormProps) {
  const { say, language } = useWords()
  const id = useId()
  const { site, points } = useLoaded()
  const draft = draftOf(line)
  const set = (more: Partial<LineDraft>) => onChange(lineOf({ ...draft, ...more }))
  const offered = site.assets.filter(each => each.id.startsWith(draft.asset)).slice(0, OFFERED)
  const asset = points.assetIndex(draft.asset)
  const [first, next] = asset < 0 ? [0, 0] : [points.first[asset]!, points.first[asset + 1]!]
  const field = (key: 'asset' | 'point' | 'part' | 'scale' | 'offset' | 'unit') => (
    <Field
      label={say(`mapping.${key}`)}
      maxLength={200}
      value={draft[key]}
      {...((key === 'asset' || key === 'point') && { list: `${id}-${key}` })}
      onValue={value => set({ [key]: value })}
    />
  )
  return (
    <div className="desk-form">
      <label>
        {say('mapping.door')}
        <select
          className="field"
          value={draft.door}
          onChange={event => set({ door: event.target.value as NameDoor })}
        >
          {NAME_DOORS.map(door => (
            <option key={door} value={door}>
              {say(`mapping.door.${door}`)}
            </option>
          ))}
        </select>
      </label>
      {NAMES[draft.door].map(key => (
        <Field
          key={key}
          label={say(`mapping.name.${key}`)}
          maxLength={200}
          value={draft.name[key] ?? ''}
          onValue={value => set({ name: { ...draft.name, [key]: value } })}
        />
      ))}
      {field('asset')}
      <datalist id={`${id}-asset`}>
        {offered.map(each => (
          <option key={each.id} value={each.id}>
            {nameIn(each.name, language)}
          </option>
        ))}
      </datalist>
      {field('point')}
      <datalist id={`${id}-point`}>
        {[...new Set(points.name.slice(first, next))].map(each => (
          <option key={each} value={each} />
        ))}
      </datalist>
      {field('part')}
      {field('scale')}
      {field('offset')}
      {field('unit')}
      <label>
        {say('mapping.states')}
        <textarea
          className="field"
          rows={2}
          placeholder={'ON = 1\nOFF = 0'}
          defaultValue={draft.states}
          onChange={event => set({ states: event.target.value })}
        />
      </label>
      <label>
        {say('mapping.time')}
        <textarea
          className="field"
          rows={2}
          placeholder={'{"path": "$.ts", "zone": "Asia/Seoul"}'}
          defaultValue={draft.time}
          onChange={event => set({ time: event.target.value })}
        />
      </label>
    </div>
  )
}
