import { Crosshair, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useSelection } from '../../../state/selection.ts'
import { useCover } from '../../parts/useCover.ts'
import { useWords } from '../../parts/useWords.ts'

interface CardFrameProps {
  /** What it is, above the name. */
  kind: string
  name: string
  /** The name in the other language. */
  otherName?: string
  badges: ReactNode
  onFly: () => void
  children: ReactNode
}

/** The card's frame: head with kind, names, fly-to and close; a body that scrolls. */
export function CardFrame({ kind, name, otherName, badges, onFly, children }: CardFrameProps) {
  const { say } = useWords()
  return (
    <section ref={useCover('right')} className="card panel" aria-label={name} data-card>
      <header className="card-head">
        <div className="card-title">
          <p className="card-kind">
            {kind} {badges}
          </p>
          <h2>{name}</h2>
          {otherName && otherName !== name && <p className="card-other">{otherName}</p>}
        </div>
        <button
          type="button"
          className="quiet"
          aria-label={say('card.fly')}
          title={say('card.fly')}
          onClick={onFly}
        >
          <Crosshair aria-hidden="true" />
        </button>
        <button
          type="button"
          className="quiet"
          aria-label={say('card.close')}
          title={say('card.close')}
          onClick={() => useSelection.getState().select(null)}
        >
          <X aria-hidden="true" />
        </button>
      </header>
      <div className="card-body">{children}</div>
    </section>
  )
}
