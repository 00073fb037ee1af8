import { Search as Lens, X } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { nameIn } from '../../../../models/nameIn.ts'
import { useSelection } from '../../../state/selection.ts'
import { goTo } from '../../parts/goTo.ts'
import { goToTarget } from '../../parts/goToTarget.ts'
import { useLoaded } from '../../parts/useLoaded.ts'
import { useWords } from '../../parts/useWords.ts'
import { Hit } from './Hit.tsx'
import { type Entry, find, grouped, searchIndex } from './searchIndex.ts'

const MOST = 12
/** Metres shown around the middle of a district. */
const DISTRICT = 1_400

/** Find a place or asset and go there. A combobox: arrows move, Enter goes, Escape leaves, `/` comes here. */
export function Search() {
  const { say, language } = useWords()
  const world = useLoaded()
  const index = useMemo(() => searchIndex(world.site), [world.site])
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const sought = useDeferredValue(text)
  const groups = useMemo(() => grouped(find(index, sought, MOST)), [index, sought])
  // In the order of the groups, which is the order of the arrows.
  const hits = groups.flatMap(group => group.found)
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const shown = open && text.trim() !== ''

  useEffect(() => {
    const hear = (event: globalThis.KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select')
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return
      event.preventDefault()
      input.current?.focus()
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])

  const go = (entry: Entry | undefined) => {
    if (!entry) return
    const { target } = entry
    if (target.type === 'district') {
      const district = world.site.subdistricts[target.index]
      if (district) void goTo(district.centre, DISTRICT)
    } else {
      useSelection.getState().select(target)
      goToTarget(target, world)
    }
    setOpen(false)
    input.current?.blur()
  }
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing && event.key !== 'Escape') return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && hits.length) {
      event.preventDefault()
      setOpen(true)
      setActive((active + step + hits.length) % hits.length)
    } else if (event.key === 'Enter') {
      // The list may lag behind the keys; Enter means what the field says now.
      const typed = event.currentTarget.value
      go((typed === sought ? hits[active] : find(index, typed, MOST)[0])?.entry)
    } else if (event.key === 'Escape') {
      if (shown) setOpen(false)
      else setText('')
    }
  }

  return (
    <search
      className="search"
      onBlur={event => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}
    >
      <Lens className="search-lens" aria-hidden="true" />
      <input
        id="search"
        ref={input}
        type="text"
        role="combobox"
        aria-label={say('search.label')}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && hits[active] ? `${id}-${active}` : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        placeholder={say('search.hint')}
        value={text}
        onFocus={() => setOpen(true)}
        onChange={event => {
          setText(event.target.value)
          setActive(0)
          setOpen(true)
        }}
        onKeyDown={onKey}
      />
      {text ? (
        <button type="button" className="quiet" aria-label={say('search.clear')} onClick={() => setText('')}>
          <X aria-hidden="true" />
        </button>
      ) : (
        <kbd>/</kbd>
      )}
      {shown && (
        <div className="search-hits panel">
          <div id={`${id}-list`} role="listbox" aria-label={say('search.label')}>
            {groups.map(({ heading, found }, k) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of a listbox is no fieldset
              <div
                key={typeof heading === 'string' ? heading : heading.ko}
                role="group"
                aria-labelledby={`${id}-group-${k}`}
              >
                <p id={`${id}-group-${k}`} className="hit-group">
                  {typeof heading === 'string' ? say(`search.${heading}`) : nameIn(heading, language)}
                </p>
                {found.map(each => {
                  const { entry } = each
                  const i = hits.indexOf(each)
                  return (
                    <Hit
                      key={`${entry.target.type} ${'index' in entry.target ? entry.target.index : entry.target.id}`}
                      id={`${id}-${i}`}
                      found={each}
                      active={i === active}
                      onPoint={() => setActive(i)}
                      onGo={() => go(entry)}
                    />
                  )
                })}
              </div>
            ))}
          </div>
          <p role="status" className={hits.length ? 'visually-hidden' : 'search-none'}>
            {hits.length
              ? say('search.count', { count: hits.length })
              : say('search.none', { query: text.trim() })}
          </p>
        </div>
      )}
    </search>
  )
}
