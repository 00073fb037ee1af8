import { useMemo, useState } from 'react'
import { type Selection, Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useStore } from 'zustand'
import { alarmIndex } from '../../../models/alarm.ts'
import { alarms } from '../../live/alarms.ts'
import { useWords } from '../parts/useWords.ts'
import { AlarmRows } from './AlarmRows.tsx'
import { GROUPS, type Group, groupAlarms } from './alarmGroups.ts'
import { OrderBar } from './OrderBar.tsx'

/** Rows shown of one list; the first of them are what an operator works on. */
const MOST = 150

/** Every alarm that is not quiet, a list a state, with the orders that may be given on the chosen ones. */
export function AlarmDesk() {
  const { say } = useWords()
  const known = useStore(alarms, state => state.known)
  const all = useStore(alarms, state => state.all)
  const groups = useMemo(() => groupAlarms(all.values()), [all])
  const [group, setGroup] = useState<Group>('unacknowledged')
  const [chosen, setChosen] = useState<Selection>(new Set())
  if (!known) return <p className="desk-note">{say('alarm.unknown')}</p>
  const list = groups[group]
  const shown = list.slice(0, MOST)
  const isChosen = (index: number) => chosen === 'all' || chosen.has(index)
  return (
    <Tabs
      className="alarm-desk"
      selectedKey={group}
      onSelectionChange={key => {
        setGroup(key as Group)
        setChosen(new Set())
      }}
    >
      <TabList className="alarm-tabs" aria-label={say('desk.alarms')}>
        {GROUPS.map(each => (
          <Tab key={each} id={each} className="alarm-tab">
            {say(`group.${each}`)} <b className="numbers">{groups[each].length}</b>
          </Tab>
        ))}
      </TabList>
      <TabPanel id={group} className="alarm-panel">
        <OrderBar
          group={group}
          chosen={shown.filter(alarm => isChosen(alarmIndex(alarm.point, alarm.source)))}
          onDone={() => setChosen(new Set())}
        />
        <AlarmRows list={shown} group={group} chosen={chosen} onChoose={setChosen} />
        {list.length > MOST && (
          <p className="desk-note">{say('alarm.shown', { shown: MOST, total: list.length })}</p>
        )}
      </TabPanel>
    </Tabs>
  )
}
