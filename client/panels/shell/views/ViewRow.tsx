import { ChevronDown, ChevronUp, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { editRecords, type RecordOf } from '../../../live/records.ts'
import { session } from '../../../live/session.ts'
import { useCamera } from '../../../state/camera.ts'
import { useTime } from '../../../state/time.ts'
import { useView } from '../../../state/view.ts'
import { useWords } from '../../parts/useWords.ts'
import { ReadersPicker } from './ReadersPicker.tsx'

type View = RecordOf<'view'>

interface ViewRowProps {
  view: View
  /** The rows above and below, whose place it takes. */
  before: View | undefined
  after: View | undefined
}

/** A saved view: a click goes there; one's own can be renamed, moved, shared and removed. */
export function ViewRow({ view, before, after }: ViewRowProps) {
  const { say } = useWords()
  const { name, readers } = view.value
  const [typed, setTyped] = useState<string | null>(null)
  const own = useStore(session, ({ view: me }) => view.owner === '' || me?.name === view.ownerName)
  const change = (fields: Partial<View['value']>) => editRecords([{ type: 'view', id: view.id, fields }])
  const swap = (other: View) =>
    editRecords([
      { type: 'view', id: view.id, fields: { order: other.value.order } },
      { type: 'view', id: other.id, fields: { order: view.value.order } },
    ])
  const rename = () => {
    const next = typed?.trim() ?? ''
    if (next && next !== name) change({ name: next })
    setTyped(null)
  }
  if (typed !== null)
    return (
      <li data-view={view.id}>
        <input
          className="field"
          aria-label={say('views.rename', { name })}
          maxLength={80}
          value={typed}
          ref={field => field?.focus()}
          onChange={event => setTyped(event.target.value)}
          onBlur={rename}
          onKeyDown={event => {
            if (event.key === 'Enter') rename()
            if (event.key !== 'Escape') return
            event.stopPropagation()
            setTyped(null)
          }}
        />
      </li>
    )
  return (
    <li data-view={view.id}>
      <button
        type="button"
        className="saved-view"
        title={say('views.go', { name })}
        onClick={() => goTo(view)}
      >
        {name}
        {!own && <small>{say('views.of', { name: view.ownerName })}</small>}
      </button>
      {own && (
        <span className="saved-view-tools">
          {view.owner !== '' && (
            <ReadersPicker readers={readers} onPick={picked => change({ readers: picked })} />
          )}
          <button
            type="button"
            className="quiet"
            aria-label={say('views.rename', { name })}
            onClick={() => setTyped(name)}
          >
            <Pencil />
          </button>
          <button
            type="button"
            className="quiet"
            aria-label={say('views.up', { name })}
            disabled={!before}
            onClick={() => before && swap(before)}
          >
            <ChevronUp />
          </button>
          <button
            type="button"
            className="quiet"
            aria-label={say('views.down', { name })}
            disabled={!after}
            onClick={() => after && swap(after)}
          >
            <ChevronDown />
          </button>
          <button
            type="button"
            className="quiet"
            aria-label={say('views.remove', { name })}
            onClick={() => editRecords([{ type: 'view', id: view.id, fields: null }])}
          >
            <Trash2 />
          </button>
        </span>
      )}
    </li>
  )
}

function goTo({ value }: View): void {
  useCamera.getState().flyTo({ eye: value.eye, target: value.target })
  const { allLayers, setLayers } = useView.getState()
  const names = allLayers.map(({ name }) => name)
  if (value.layers) setLayers(names.filter(name => value.layers?.includes(name)))
  useTime.getState().setSceneTime(value.time)
}
