import { serverNow } from '../../live/health.ts'
import { formatAge } from './formatTime.ts'
import { useSecond } from './useSecond.ts'
import { useWords } from './useWords.ts'

/** How long ago, counting by itself. */
export function Age({ at }: { at: number }) {
  useSecond()
  const { say } = useWords()
  return <span className="age">{formatAge(at, serverNow(), say)}</span>
}
