import { useMemo, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useStore } from 'zustand'
import { alarmIndex } from '../../../models/alarm.ts'
import { alarms } from '../../live/alarms.ts'
import { moment } from '../../live/moment.ts'
import { isAllowed, session } from '../../live/session.ts'
import { GROUPS, type Group, NO_FILTER, useAlarmList } from '../../state/alarmList.ts'
import { decimal } from '../parts/formatValue.ts'
import { useSettled } from '../parts/useSettled.ts'
import { useWords } from '../parts/useWords.ts'
import { AlarmGrid } from './AlarmGrid.tsx'
import { groupAlarms } from './alarmGroups.ts'
import { FilterBar } from './FilterBar.tsx'
import { OrderBar } from './OrderBar.tsx'
import { PastOrders } from './PastOrders.tsx'
import { pickAlarms } from './pickAlarms.ts'
import { SimulatedNote } from './SimulatedNote.tsx'
import { useAlarmWords } from './useAlarmWords.ts'

/** Alarms from which on sorting them at every change would hold the page. */
const LONG = 2_000
const NOBODY: ReadonlySet<number> = new Set()

/** Every alarm that is not quiet, a list a state, with the orders that may be given on the chosen ones; in the past also the orders given up to then. */
export function AlarmDesk() {
  const { say, language } = useWords()
  const { known, all: told } = useStore(alarms)
  // A flood must not hold the page: a very long list follows once a second, a usual one at once.
  const all = useSettled(told, told.size > LONG ? 1_000 : 0)
  const past = useStore(moment, state => state.past !== null)
  const staff = useStore(session, state => isAllowed(state.view, 'points:restricted'))
  const { tab, setTab, filter, setFilter, sort, reversed } = useAlarmList()
  const words = useAlarmWords()
  const groups = useMemo(() => groupAlarms(all.values()), [all])
  const [chosen, setChosen] = useState(NOBODY)
  const withOrders = past && staff
  const shownTab = tab === 'orders' && !withOrders ? 'unacknowledged' : tab
  const group = shownTab === 'orders' ? null : groups[shownTab]
  const list = useMemo(
    () => (group ? pickAlarms(group, filter, { sort, reversed }, words) : []),
    [group, filter, sort, reversed, words],
  )
  // What has left the list, or is out of sight behind a filter, is not ordered about.
  const standing = useMemo(
    () => new Set(list.map(alarm => alarmIndex(alarm.point, alarm.source)).filter(key => chosen.has(key))),
    [list, chosen],
  )
  if (!known) return <p className="desk-note">{say('alarm.unknown')}</p>
  const count = (n: number) => decimal(n, language, 0)
  return (
    <Tabs
      className="alarm-desk"
      selectedKey={shownTab}
      onSelectionChange={key => {
        setTab(key as Group | 'orders')
        setChosen(NOBODY)
      }}
    >
      <TabList className="alarm-tabs" aria-label={say('desk.alarms')}>
        {GROUPS.map(each => (
          <Tab key={each} id={each} className="alarm-tab">
            {say(`group.${each}`)} <b className="numbers">{count(groups[each].length)}</b>
          </Tab>
        ))}
        {withOrders && (
          <Tab id="orders" className="alarm-tab">
            {say('orders.title')}
          </Tab>
        )}
      </TabList>
      {!past && <SimulatedNote />}
      <TabPanel id={shownTab} className="alarm-panel">
        {shownTab === 'orders' || !group ? (
          <PastOrders />
        ) : (
          <>
            <div className="alarm-bars">
              <FilterBar list={group} words={words} />
              <OrderBar
                group={shownTab}
                chosen={list.filter(alarm => standing.has(alarmIndex(alarm.point, alarm.source)))}
                onDone={() => setChosen(NOBODY)}
              />
            </div>
            {list.length < group.length && (
              <p className="alarm-filtered" role="status">
                {say('list.filtered', { shown: count(list.length), total: count(group.length) })}{' '}
                <button type="button" className="link" onClick={() => setFilter(NO_FILTER)}>
                  {say('list.showAll')}
                </button>
              </p>
            )}
            {group.length === 0 ? (
              <p className="desk-note">{say('alarm.none')}</p>
            ) : (
              <AlarmGrid
                key={shownTab}
                label={say('alarm.list', { state: say(`group.${shownTab}`) })}
                list={list}
                chosen={standing}
                onChoose={setChosen}
              />
            )}
          </>
        )}
      </TabPanel>
    </Tabs>
  )
}
