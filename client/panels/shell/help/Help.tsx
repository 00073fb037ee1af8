import { CircleQuestionMark } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { presentSummary } from '../../../live/alarmSummary.ts'
import { useDesk } from '../../../state/desk.ts'
import { useMode } from '../../../state/view.ts'
import { goToAlarm } from '../../alarms/goToAlarm.ts'
import { isWaiting } from '../../alarms/waiting.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { useKeys } from './useKeys.ts'

/** What each key does, as the help shows it; the first two in the control room only. */
const KEYS = [
  ['F', 'first'],
  ['L', 'list'],
  ['/', 'search'],
  ['?', 'help'],
  ['W A S D', 'pan'],
  ['Q E', 'turn'],
  ['+ −', 'zoom'],
  ['R', 'north'],
  ['Esc', 'close'],
] as const
const DESK_ONLY: readonly string[] = ['first', 'list']

/** The keys of the page: they act here, and a dialog tells them. */
export function Help() {
  const { say } = useWords()
  const world = useLoaded()
  const { desk } = useMode()
  const [open, setOpen] = useState(false)
  useKeys(
    useMemo(() => {
      const everywhere = { '?': () => setOpen(true) }
      if (!desk) return everywhere
      return {
        ...everywhere,
        KeyF: () => {
          const { list } = presentSummary()
          const first = list.find(isWaiting) ?? list[0]
          if (first) void goToAlarm(first, world)
        },
        KeyL: () => useDesk.getState().toggle('alarms'),
      }
    }, [desk, world]),
  )
  return (
    <>
      <button
        type="button"
        className="tool"
        aria-label={say('help.title')}
        title={say('help.title')}
        onClick={() => setOpen(true)}
      >
        <CircleQuestionMark aria-hidden="true" />
      </button>
      <ModalOverlay className="veil" isOpen={open} onOpenChange={setOpen} isDismissable>
        <Modal>
          <Dialog className="dialog panel">
            <Heading slot="title">{say('help.title')}</Heading>
            <dl className="help-keys">
              {KEYS.filter(([, what]) => desk || !DESK_ONLY.includes(what)).map(([key, what]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{say(`help.${what}`)}</dd>
                </div>
              ))}
            </dl>
            <div className="dialog-end">
              <button type="button" className="solid" onClick={() => setOpen(false)}>
                {say('help.done')}
              </button>
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  )
}
