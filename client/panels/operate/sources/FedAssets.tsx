import { useState } from 'react'
import { nameIn } from '../../../../models/nameIn.ts'
import type { Instant } from '../../../../models/units.ts'
import { request } from '../../../live/request.ts'
import { formatClock, formatDate } from '../../parts/formatTime.ts'
import { goToTarget } from '../../parts/goToTarget.ts'
import { ReasonDialog } from '../../parts/ReasonDialog.tsx'
import { sayReason } from '../../parts/sayReason.ts'
import { useFetched } from '../../parts/useFetched.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWhyNot } from '../../parts/useWhyNot.ts'
import { useWords } from '../../parts/useWords.ts'

/** Milliseconds between two looks, and assets shown before somebody asks for the rest. */
const LOOK = 5_000
const FEW = 20

/** An asset that devices have fed (server/ingest/fedApi.ts). */
interface FedAsset {
  readonly asset: string
  readonly points: readonly {
    readonly point: string
    readonly part: number
    readonly since: Instant
    readonly source: string
  }[]
}

/** Which assets are the devices', whoever is silent meanwhile, and the way for an engineer to give one back to the simulator. */
export function FedAssets() {
  const { say } = useWords()
  const [answer, again] = useFetched<{ assets: readonly FedAsset[] }>('/api/fed', LOOK)
  const [all, showAll] = useState(false)
  if (!answer) return null
  if (!answer.ok) return <p className="desk-note">{sayReason(answer.reason, say)}</p>
  const { assets } = answer.value
  if (assets.length === 0) return <p className="desk-note">{say('fed.none')}</p>
  return (
    <>
      <p className="desk-note">{say('fed.note')}</p>
      <ul className="desk-lines">
        {assets.slice(0, all ? assets.length : FEW).map(each => (
          <FedLine key={each.asset} fed={each} onGivenBack={again} />
        ))}
      </ul>
      {assets.length > FEW && !all && (
        <button type="button" className="link" onClick={() => showAll(true)}>
          {say('control.more', { count: assets.length - FEW })}
        </button>
      )}
    </>
  )
}

function FedLine({
  fed: { asset: id, points: fed },
  onGivenBack,
}: {
  fed: FedAsset
  onGivenBack: () => void
}) {
  const { say, language } = useWords()
  const world = useLoaded()
  const whyNot = useWhyNot('present')('asset:giveBack')
  const [asking, setAsking] = useState(false)
  const { site, points } = world
  const index = site.assets.findIndex(asset => asset.id === id)
  const name = nameIn(site.assets[index]?.name ?? { ko: id, en: id }, language)
  const since = Math.min(...fed.map(each => each.since))
  const named = fed.map(({ point, part }) => {
    const spec = points.spec[points.find(id, point, part)]
    return spec ? nameIn(spec.name, language) : point
  })
  return (
    <li className="fed" data-fed={id}>
      <button type="button" className="link" onClick={() => goToTarget({ type: 'asset', index }, world)}>
        {name}
      </button>
      <span className="faint">
        {[...new Set(named)].join(', ')} · {[...new Set(fed.map(each => each.source))].join(', ')} ·{' '}
        {say('fed.since', { time: `${formatDate(since, language)} ${formatClock(since)}` })}
      </span>
      <button
        type="button"
        className="plain"
        aria-disabled={whyNot !== null}
        title={whyNot ?? undefined}
        onClick={() => whyNot === null && setAsking(true)}
      >
        {say('fed.giveBack')}
      </button>
      {asking && (
        <ReasonDialog
          title={say('fed.title', { name })}
          note={<p>{say('fed.warning', { points: [...new Set(named)].join(', ') })}</p>}
          submit={say('fed.giveBack')}
          give={reason => request<null>('DELETE', `/api/fed/${encodeURIComponent(id)}`, { reason })}
          onClose={done => {
            setAsking(false)
            if (done) onGivenBack()
          }}
        />
      )}
    </li>
  )
}
