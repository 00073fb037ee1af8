import { GridList, GridListItem, type Selection } from 'react-aria-components'
import { alarmIndex, type StandingAlarm } from '../../../models/alarm.ts'
import { nameIn } from '../../../models/nameIn.ts'
import type { Group } from '../../state/alarmList.ts'
import { useSelection } from '../../state/selection.ts'
import { goToTarget } from '../parts/goToTarget.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'
import { AlarmRow } from './AlarmRow.tsx'
import { limitOf, ruleOf } from './ruleLimit.ts'
import { useRules } from './useRules.ts'

interface AlarmRowsProps {
  list: readonly StandingAlarm[]
  group: Group
  chosen: Selection
  onChoose: (chosen: Selection) => void
}

/** The alarms of one list. Arrows move, space chooses, Enter or a double click flies there; the focus stays on its alarm when the list moves. */
export function AlarmRows({ list, group, chosen, onChoose }: AlarmRowsProps) {
  const { say, language } = useWords()
  const world = useLoaded()
  const { site, points } = world
  const rules = useRules()
  const nameOf = ({ point }: StandingAlarm) => {
    const asset = site.assets[points.asset[point]!]
    return asset ? nameIn(asset.name, language) : ''
  }
  const go = (key: string | number) => {
    const alarm = list.find(each => alarmIndex(each.point, each.source) === Number(key))
    if (!alarm) return
    const target = { type: 'asset', index: points.asset[alarm.point]! } as const
    useSelection.getState().select(target)
    goToTarget(target, world)
  }
  return (
    <GridList
      className="alarm-rows"
      aria-label={say('alarm.list', { state: say(`group.${group}`) })}
      selectionMode="multiple"
      selectedKeys={chosen}
      onSelectionChange={onChoose}
      onAction={go}
      renderEmptyState={() => <p className="desk-note">{say('alarm.none')}</p>}
    >
      {list.map(alarm => {
        const index = alarmIndex(alarm.point, alarm.source)
        return (
          <GridListItem
            key={index}
            id={index}
            textValue={nameOf(alarm)}
            className="alarm-row"
            data-alarm={index}
          >
            <AlarmRow
              alarm={alarm}
              index={index}
              limit={rules ? limitOf(alarm, ruleOf(rules, points, site.assets, alarm.point)) : undefined}
            />
          </GridListItem>
        )
      })}
    </GridList>
  )
}
