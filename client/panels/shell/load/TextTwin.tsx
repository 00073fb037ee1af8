import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useView } from '../../../state/view.ts'
import { AlarmTable } from '../../alarms/AlarmTable.tsx'
import { Clock } from '../../parts/Clock.tsx'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { SelectionCard } from '../card/SelectionCard.tsx'
import { Banner } from '../line/Banner.tsx'
import { LineState } from '../line/LineState.tsx'
import { plain } from '../search/hangul.ts'
import { search, searchIndex } from '../search/searchIndex.ts'
import { AssetTable } from './AssetTable.tsx'
import { Problems } from './Problems.tsx'

const MOST = 100

/** The twin without a picture: why, then alarms and assets as tables with live values. Nobody is locked out. */
export function TextTwin({ why }: { why: 'noWebgl' | 'broken' }) {
  const { say } = useWords()
  const { site } = useLoaded()
  const index = useMemo(() => searchIndex(site), [site])
  const [text, setText] = useState('')
  const sought = useDeferredValue(text)
  const found = useMemo(() => {
    if (!plain(sought)) return site.assets.map((_, i) => i)
    return search(index, sought, 5_000).flatMap(({ target }) =>
      target.type === 'asset' ? [target.index] : [],
    )
  }, [site, index, sought])

  useEffect(() => {
    const { allLayers, setLayers } = useView.getState()
    setLayers(allLayers.map(({ name }) => name))
  }, [])

  return (
    <main className="text-twin">
      <Banner />
      <header>
        <h1>{say('app.name')}</h1>
        <Clock />
        <LineState />
      </header>
      <div className="notice panel" role="alert">
        <div>
          <b>{say(`text.${why}`)}</b>
          <p>{say(`text.${why}Remedy`)}</p>
        </div>
        <button type="button" className="solid" onClick={() => location.reload()}>
          {say('text.reload')}
        </button>
      </div>
      <Problems />
      <AlarmTable />
      <section>
        <h2>{say('text.assets')}</h2>
        <input
          type="search"
          className="text-search"
          aria-label={say('search.label')}
          placeholder={say('search.hint')}
          value={text}
          maxLength={80}
          onChange={event => setText(event.target.value)}
        />
        <p className="faint" role="status">
          {say('text.shown', { shown: Math.min(MOST, found.length), total: found.length })}
        </p>
        <AssetTable assets={found.slice(0, MOST)} />
      </section>
      <SelectionCard />
    </main>
  )
}
