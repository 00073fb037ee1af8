import { useEffect, useState } from 'react'

/** The loading screen leaves at the latest after this many milliseconds, picture or not. */
const LATEST = 20_000

interface SceneWindow {
  twinProbe?: { readonly ready: boolean }
}

/** True once the scene says that its first picture stands. Starts to ask when `loaded`. */
export function usePicture(loaded: boolean): boolean {
  const [there, setThere] = useState(false)
  useEffect(() => {
    if (!loaded || there) return
    const look = () => (window as SceneWindow).twinProbe?.ready && setThere(true)
    const timer = setInterval(look, 100)
    const late = setTimeout(() => setThere(true), LATEST)
    return () => {
      clearInterval(timer)
      clearTimeout(late)
    }
  }, [loaded, there])
  return there
}
