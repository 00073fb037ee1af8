import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { alarmIndex, type StandingAlarm } from '../../../models/alarm.ts'
import { moment } from '../../live/moment.ts'
import { SORTS, useAlarmList } from '../../state/alarmList.ts'
import { useSelection } from '../../state/selection.ts'
import { goToTarget } from '../parts/goToTarget.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'
import { adviceOf } from './Advice.tsx'
import { AlarmRow } from './AlarmRow.tsx'
import { moveIn, rangeOf } from './gridKeys.ts'
import { SortHead } from './SortHead.tsx'
import { useRows } from './useRows.ts'
import { useRule } from './useRule.ts'
import { scrollTo } from './windowOf.ts'

interface AlarmGridProps {
  label: string
  list: readonly StandingAlarm[]
  chosen: ReadonlySet<number>
  onChoose: (chosen: ReadonlySet<number>) => void
}

/** A list of alarms of any length. Only the checkbox (or space) chooses; a click or Enter goes there. Arrows move, shift extends, Ctrl+A chooses all. */
export function AlarmGrid({ label, list, chosen, onChoose }: AlarmGridProps) {
  const { say } = useWords()
  const world = useLoaded()
  const past = useStore(moment, state => state.past !== null)
  const ruleOf = useRule()
  const { sort, reversed, sortBy } = useAlarmList()
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const [active, setActive] = useState<number | null>(null)
  const anchor = useRef<number | null>(null)
  const { from, to, rowHeight, height } = useRows(box, list)
  const position = active === null ? -1 : list.findIndex(alarm => keyOf(alarm) === active)

  const go = ({ point }: StandingAlarm) => {
    const target = { type: 'asset', index: world.points.asset[point]! } as const
    useSelection.getState().select(target)
    goToTarget(target, world)
  }
  const choose = (alarm: StandingAlarm) => {
    const next = new Set(chosen)
    if (!next.delete(keyOf(alarm))) next.add(keyOf(alarm))
    onChoose(next)
  }
  const moveTo = (row: number, extend: boolean) => {
    const alarm = list[row]
    const element = box.current
    if (!alarm || !element) return
    setActive(keyOf(alarm))
    element.scrollTop = scrollTo(row, rowHeight, element.scrollTop, height)
    if (!extend) anchor.current = row
    else {
      anchor.current ??= Math.max(0, position)
      onChoose(new Set([...chosen, ...rangeOf(list, anchor.current, row).map(keyOf)]))
    }
  }
  const press = (event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest('thead')) return
    const page = Math.max(1, Math.floor(height / rowHeight) - 1)
    const row = moveIn(event.key, position, list.length, page)
    const alarm = list[position]
    if (row !== null) moveTo(row, event.shiftKey)
    else if (event.key === ' ' && alarm) choose(alarm)
    else if (event.key === 'Enter' && alarm) go(alarm)
    else if (event.code === 'KeyA' && (event.ctrlKey || event.metaKey)) onChoose(new Set(list.map(keyOf)))
    else if (event.key === 'Escape' && chosen.size > 0) onChoose(new Set())
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div ref={box} className="alarm-rows">
      <table
        ref={table}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows that are chosen and moved in by keys make a grid
        role="grid"
        className="alarm-table"
        aria-label={label}
        aria-rowcount={list.length + 1}
        aria-multiselectable
        aria-activedescendant={position < 0 ? undefined : `${id}${active}`}
        tabIndex={0}
        onKeyDown={press}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="alarm-check-cell">
              <input
                type="checkbox"
                className="alarm-check"
                aria-label={say('list.chooseAll', { count: list.length })}
                checked={list.length > 0 && chosen.size === list.length}
                onChange={({ target }) => onChoose(new Set(target.checked ? list.map(keyOf) : []))}
              />
            </th>
            {SORTS.map(each => (
              <SortHead
                key={each}
                sort={each}
                now={sort === each ? reversed : null}
                onSort={() => sortBy(each)}
              />
            ))}
            <th scope="col" className="alarm-value">
              {say('list.tripped')}
            </th>
            <th scope="col" className="alarm-value alarm-now">
              {say(past ? 'list.then' : 'list.now')}
            </th>
            <th scope="col" className="alarm-state">
              {say('list.state')}
            </th>
          </tr>
        </thead>
        <tbody>
          <Gap height={from * rowHeight} />
          {list.slice(from, to).map((alarm, i) => (
            <AlarmRow
              key={keyOf(alarm)}
              id={`${id}${keyOf(alarm)}`}
              alarm={alarm}
              row={from + i}
              advice={adviceOf(alarm, ruleOf(alarm.point)?.rationale)}
              active={keyOf(alarm) === active}
              chosen={chosen.has(keyOf(alarm))}
              onChoose={() => {
                setActive(keyOf(alarm))
                anchor.current = from + i
                table.current?.focus({ preventScroll: true })
                choose(alarm)
              }}
              onGo={() => {
                moveTo(from + i, false)
                go(alarm)
              }}
            />
          ))}
          <Gap height={(list.length - to) * rowHeight} />
        </tbody>
      </table>
    </div>
  )
}

/** Stands for the rows that are not drawn. */
function Gap({ height }: { height: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row of a grid, but an empty one that takes no focus
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null
}

function keyOf({ point, source }: StandingAlarm): number {
  return alarmIndex(point, source)
}
