import { useState } from 'react'
import { useStore } from 'zustand'
import type { DeviceView } from '../../../../models/device.ts'
import { request } from '../../../live/request.ts'
import { isAllowed, session } from '../../../live/session.ts'
import { sayReason } from '../../parts/sayReason.ts'
import { useFetched } from '../../parts/useFetched.ts'
import { useWords } from '../../parts/useWords.ts'
import { DeviceForm } from './DeviceForm.tsx'

const LOOK = 15_000

/** Credentials of devices, for those who may manage them. */
export function Devices() {
  const { say } = useWords()
  const may = useStore(session, state => isAllowed(state.view, 'device:manage'))
  return (
    <section>
      <h3>{say('device.title')}</h3>
      {may ? <DeviceList /> : <p className="desk-note">{say('device.staff')}</p>}
    </section>
  )
}

function DeviceList() {
  const { say } = useWords()
  const [answer, again] = useFetched<{ devices: readonly DeviceView[] }>('/api/devices', LOOK)
  const [fault, setFault] = useState<string | null>(null)
  const [asked, setAsked] = useState<string | null>(null)
  const revoke = async (name: string) => {
    const done = await request<null>('DELETE', `/api/devices/${encodeURIComponent(name)}`)
    setFault(done.ok ? null : done.reason)
    again()
  }
  if (!answer) return null
  if (!answer.ok) return <p className="desk-note">{sayReason(answer.reason, say)}</p>
  const { devices } = answer.value
  return (
    <>
      <DeviceForm onAdded={again} />
      {fault !== null && <p role="alert">{sayReason(fault, say)}</p>}
      {devices.length === 0 && <p className="desk-note">{say('device.none')}</p>}
      <ul className="desk-lines">
        {devices.map(({ name, scopes, doors, revoked }) => (
          <li key={name} className="device" data-device={name}>
            <b>{name}</b>
            <span className="faint">
              {scopes.join(', ')} · {doors.join(', ')}
            </span>
            {revoked === null ? (
              <button
                type="button"
                className={asked === name ? 'solid' : 'plain'}
                onClick={() => (asked === name ? void revoke(name) : setAsked(name))}
                onBlur={() => setAsked(null)}
              >
                {say(asked === name ? 'device.revokeSure' : 'device.revoke')}
              </button>
            ) : (
              <i className="badge">{say('device.revoked')}</i>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
