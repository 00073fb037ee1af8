import { TriangleAlert, X } from 'lucide-react'
import { useProblems } from '../../../state/problems.ts'
import { useView } from '../../../state/view.ts'
import { useWords } from '../../parts/useWords.ts'

/** One notice for all parts of the address that could not be read: parameter, value, remedy. */
export function Problems() {
  const { say } = useWords()
  const { problems, dismiss } = useProblems()
  const known = useView(view => view.allLayers)
    .map(({ name }) => name)
    .join(', ')
  if (problems.length === 0) return null
  return (
    <div className="notice panel" role="alert">
      <TriangleAlert aria-hidden="true" />
      <div>
        <b>{say('problem.title')}</b>
        <ul>
          {problems.map(({ parameter, value, remedy }) => (
            <li key={parameter}>
              {say('problem.line', {
                parameter,
                value,
                remedy: say(`problem.${remedy}`, { known }),
              })}
            </li>
          ))}
        </ul>
      </div>
      <button type="button" className="quiet" aria-label={say('problem.dismiss')} onClick={dismiss}>
        <X aria-hidden="true" />
      </button>
    </div>
  )
}
