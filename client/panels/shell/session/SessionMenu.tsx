import { LogOut, ShieldCheck, UserRound } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { logOut, session } from '../../../live/session.ts'
import { useWords } from '../../parts/useWords.ts'
import { LoginDialog } from './LoginDialog.tsx'
import { SecurityDialog } from './SecurityDialog.tsx'
import { setupCodeOf } from './setupCode.ts'
import { signOnFaultOf } from './signOnFault.ts'

/** Who we are here, with the way in and out. */
export function SessionMenu() {
  const { say } = useWords()
  const view = useStore(session, state => state.view)
  const [code] = useState(() => setupCodeOf(location.hash))
  const [fault] = useState(() => signOnFaultOf(location.hash))
  const asked = code !== null || fault !== null
  const [open, setOpen] = useState(asked)
  const [secure, setSecure] = useState(false)
  const close = () => {
    setOpen(false)
    if (asked) history.replaceState(history.state, '', location.pathname + location.search)
  }
  if (!view) return null
  if (view.csrf === null)
    return (
      <>
        <button type="button" className="tool" onClick={() => setOpen(true)}>
          <UserRound aria-hidden="true" /> {say('session.logIn')}
        </button>
        {open && <LoginDialog view={view} code={code} fault={fault} onClose={close} />}
      </>
    )
  return (
    <span className="session" data-role={view.role}>
      <UserRound aria-hidden="true" />
      <span>{say('session.as', { name: view.name, role: say(`role.${view.role}`) })}</span>
      {view.role !== 'kiosk' && (
        <button
          type="button"
          className="quiet"
          aria-label={say('security.title')}
          title={say('security.title')}
          onClick={() => setSecure(true)}
        >
          <ShieldCheck aria-hidden="true" />
        </button>
      )}
      {(secure || view.enrol) && <SecurityDialog enrol={view.enrol} onClose={() => setSecure(false)} />}
      <button
        type="button"
        className="quiet"
        aria-label={say('session.logOut')}
        title={say('session.logOut')}
        onClick={() => void logOut()}
      >
        <LogOut aria-hidden="true" />
      </button>
    </span>
  )
}
