import { Save } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { Readers } from '../../../../models/records/recordType.ts'
import { editRecords, newId } from '../../../live/records.ts'
import { isAllowed, session } from '../../../live/session.ts'
import { useCamera } from '../../../state/camera.ts'
import { useTime } from '../../../state/time.ts'
import { useView } from '../../../state/view.ts'
import { Field } from '../../parts/Field.tsx'
import { useWords } from '../../parts/useWords.ts'
import { ReadersPicker } from './ReadersPicker.tsx'

/** Keeps what the picture shows now: where the camera stands, the layers and the time of day. */
export function SaveView({ order }: { order: number }) {
  const { say } = useWords()
  const [name, setName] = useState('')
  const [readers, setReaders] = useState<Readers>('owner')
  const keeps = useStore(session, ({ view }) => isAllowed(view, 'view:keep'))
  const suggestion = say('views.first', { n: order })
  const save = () => {
    const { pose } = useCamera.getState()
    if (!pose) return
    const fields = {
      name: name.trim() || suggestion,
      eye: [...pose.eye],
      target: [...pose.target],
      layers: [...useView.getState().layers],
      time: useTime.getState().sceneTime,
      order,
      readers: keeps ? readers : 'owner',
    }
    editRecords([{ type: 'view', id: newId(), fields }])
    setName('')
  }
  return (
    <form
      className="saved-views-new"
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      <Field
        label={say('views.name')}
        placeholder={suggestion}
        maxLength={80}
        value={name}
        onValue={setName}
      />
      {keeps && <ReadersPicker readers={readers} onPick={setReaders} />}
      <button type="submit" className="solid" data-save-view>
        <Save aria-hidden="true" /> {say('views.save')}
      </button>
    </form>
  )
}
