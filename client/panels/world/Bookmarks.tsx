import { useCamera } from '../../state/camera.ts'
import { nameIn } from '../parts/formatValue.ts'
import { useLoaded } from '../parts/useLoaded.ts'
import { useWords } from '../parts/useWords.ts'

/** The named views of the site; a click flies there. */
export function Bookmarks() {
  const { say, language } = useWords()
  const { site } = useLoaded()
  const flyTo = useCamera(camera => camera.flyTo)
  if (site.bookmarks.length === 0) return null
  return (
    <nav className="bookmarks panel" aria-label={say('bookmarks.title')}>
      <ul>
        {site.bookmarks.map(({ id, name, eye, target }) => (
          <li key={id}>
            <button
              type="button"
              className="bookmark"
              data-bookmark={id}
              onClick={() => flyTo({ eye, target })}
            >
              {nameIn(name, language)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
