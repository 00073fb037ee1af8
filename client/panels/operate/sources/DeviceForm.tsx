import { useState } from 'react'
import { request } from '../../../live/request.ts'
import { Field } from '../../parts/Field.tsx'
import { sayReason } from '../../parts/sayReason.ts'
import { useWords } from '../../parts/useWords.ts'

/** Makes a credential; its key is shown this once and kept nowhere. */
export function DeviceForm({ onAdded }: { onAdded: () => void }) {
  const { say } = useWords()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState('')
  const [key, setKey] = useState<string | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const add = async () => {
    const list = scopes.split(',').map(each => each.trim())
    const answer = await request<{ key: string }>('POST', '/api/devices', {
      name: name.trim(),
      scopes: list.filter(Boolean),
    })
    setKey(answer.ok ? answer.value.key : null)
    setFault(answer.ok ? null : answer.reason)
    if (answer.ok) setName('')
    onAdded()
  }
  return (
    <form
      className="desk-form"
      onSubmit={event => {
        event.preventDefault()
        void add()
      }}
    >
      <Field label={say('device.name')} required maxLength={60} value={name} onValue={setName} />
      <Field
        label={say('device.scopes')}
        required
        maxLength={1_000}
        placeholder="air-*, gas-wollim-001"
        value={scopes}
        onValue={setScopes}
      />
      <button type="submit" className="solid">
        {say('device.add')}
      </button>
      {key !== null && (
        <p role="status" className="device-key">
          {say('device.key', { key: '' })} <code>{key}</code>
        </p>
      )}
      {fault !== null && <p role="alert">{sayReason(fault, say)}</p>}
    </form>
  )
}
