import { UsersRound } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useStore } from 'zustand'
import type { PersonHere } from '../../../../models/people.ts'
import { people, targetOfLook } from '../../../live/people.ts'
import { session } from '../../../live/session.ts'
import { type LoadedWorld, world } from '../../../live/world.ts'
import { useLanguage } from '../../../state/language.ts'
import { useSelection } from '../../../state/selection.ts'
import type { Target } from '../../../target.ts'
import { goToTarget } from '../../parts/goToTarget.ts'
import { useWords } from '../../parts/useWords.ts'

/** Colleagues who have the twin open, and the way to what they look at; absent while nobody else has. */
export function Here() {
  const { say } = useWords()
  const me = useStore(session, ({ view }) => view?.name)
  const all = useStore(people, state => state.people)
  const loaded = useStore(world, state => state.loaded)
  const others = all.filter(({ name }) => name !== me)
  if (others.length === 0) return null
  return (
    <DialogTrigger>
      <Button className="tool" aria-label={say('here.title', { count: others.length })}>
        <UsersRound aria-hidden="true" /> {others.length}
      </Button>
      <Popover className="menu" placement="bottom end" offset={8}>
        <Dialog className="fold-body here" aria-label={say('here.title', { count: others.length })}>
          <ul>
            {others.map(person => (
              <Colleague key={person.id} person={person} loaded={loaded} />
            ))}
          </ul>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Colleague({ person, loaded }: { person: PersonHere; loaded: LoadedWorld | null }) {
  const { say } = useWords()
  const { language } = useLanguage()
  const target = loaded && person.at ? targetOfLook(person.at, loaded) : null
  const name = loaded && target ? nameOf(target, loaded, language) : null
  const go = (): void => {
    if (!loaded || !target) return
    useSelection.getState().select(target)
    goToTarget(target, loaded)
  }
  return (
    <li>
      <span>
        <b>{person.name}</b> <small>{say(`role.${person.role}`)}</small>
      </span>
      {name && (
        <button type="button" className="link" onClick={go}>
          {say('here.at', { name })}
        </button>
      )}
    </li>
  )
}

function nameOf(target: Target, { site }: LoadedWorld, language: string): string | null {
  const names =
    target.type === 'asset'
      ? site.assets[target.index]?.name
      : target.type === 'place'
        ? site.places.find(place => place.id === target.id)?.name
        : null
  return names ? (language === 'ko' ? names.ko : names.en) : null
}
