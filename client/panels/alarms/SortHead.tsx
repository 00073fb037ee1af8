import { ChevronDown, ChevronUp } from 'lucide-react'
import type { Sort } from '../../state/alarmList.ts'
import { useWords } from '../parts/useWords.ts'

interface SortHeadProps {
  sort: Sort
  /** Whether the list stands in this order turned round; null when it stands in another. */
  now: boolean | null
  onSort: () => void
}

/** The head of a column that the list can be ordered by. */
export function SortHead({ sort, now, onSort }: SortHeadProps) {
  const { say } = useWords()
  const Icon = now ? ChevronUp : ChevronDown
  return (
    <th
      scope="col"
      className={`alarm-${sort}`}
      aria-sort={now === null ? 'none' : now ? 'ascending' : 'descending'}
    >
      <button type="button" className="alarm-sort" data-sort={sort} onClick={onSort}>
        {say(`sort.${sort}`)} {now !== null && <Icon aria-hidden="true" />}
      </button>
    </th>
  )
}
