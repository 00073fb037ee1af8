import { useMemo, useState } from 'react'
import { type Selection, Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useStore } from 'zustand'
import { alarmIndex } from '../../../models/alarm.ts'
import { alarms } from '../../live/alarms.ts'
import { moment } from '../../live/moment.ts'
import { isAllowed, session } from '../../live/session.ts'
import { GROUPS, type Group } from '../../state/alarmList.ts'
import { useWords } from '../parts/useWords.ts'
import { AlarmRows } from './AlarmRows.tsx'
import { groupAlarms } from './alarmGroups.ts'
import { OrderBar } from './OrderBar.tsx'
import { PastOrders } from './PastOrders.tsx'

/** Rows shown of one list; the first of them are what an operator works on. */
const MOST = 150

/** Every alarm that is not quiet, a list a state, with the orders that may be given on the chosen ones; in the past also the orders given up to then. */
export function AlarmDesk() {
  const { say } = useWords()
  const known = useStore(alarms, state => state.known)
  const all = useStore(alarms, state => state.all)
  const past = useStore(moment, state => state.past !== null)
  const staff = useStore(session, state => isAllowed(state.view, 'points:restricted'))
  const groups = useMemo(() => groupAlarms(all.values()), [all])
  const [tab, setTab] = useState<Group | 'orders'>('unacknowledged')
  const [chosen, setChosen] = useState<Selection>(new Set())
  if (!known) return <p className="desk-note">{say('alarm.unknown')}</p>
  const withOrders = past && staff
  const shownTab = tab === 'orders' && !withOrders ? 'unacknowledged' : tab
  return (
    <Tabs
      className="alarm-desk"
      selectedKey={shownTab}
      onSelectionChange={key => {
        setTab(key as Group | 'orders')
        setChosen(new Set())
      }}
    >
      <TabList className="alarm-tabs" aria-label={say('desk.alarms')}>
        {GROUPS.map(each => (
          <Tab key={each} id={each} className="alarm-tab">
            {say(`group.${each}`)} <b className="numbers">{groups[each].length}</b>
          </Tab>
        ))}
        {withOrders && (
          <Tab id="orders" className="alarm-tab">
            {say('orders.title')}
          </Tab>
        )}
      </TabList>
      <TabPanel id={shownTab} className="alarm-panel">
        {shownTab === 'orders' ? <PastOrders /> : list(shownTab)}
      </TabPanel>
    </Tabs>
  )

  function list(group: Group) {
    const shown = groups[group].slice(0, MOST)
    const isChosen = (index: number) => chosen === 'all' || chosen.has(index)
    return (
      <>
        <OrderBar
          group={group}
          chosen={shown.filter(alarm => isChosen(alarmIndex(alarm.point, alarm.source)))}
          onDone={() => setChosen(new Set())}
        />
        <AlarmRows list={shown} group={group} chosen={chosen} onChoose={setChosen} />
        {groups[group].length > MOST && (
          <p className="desk-note">{say('alarm.shown', { shown: MOST, total: groups[group].length })}</p>
        )}
      </>
    )
  }
}
