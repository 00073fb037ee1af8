import { lazy, Suspense, useEffect } from 'react'
import { useLocation } from 'wouter'
import { useStore } from 'zustand'
import { nameIn } from '../models/nameIn.ts'
import { health } from './live/health.ts'
import { moment } from './live/moment.ts'
import { world } from './live/world.ts'
import { useWords } from './panels/parts/useWords.ts'
import { Skips } from './panels/shell/help/Skips.tsx'
import { Broken } from './panels/shell/load/Broken.tsx'
import { LoadingScreen } from './panels/shell/load/LoadingScreen.tsx'
import { TextTwin } from './panels/shell/load/TextTwin.tsx'
import { useLoading } from './panels/shell/load/useLoading.ts'
import { usePicture } from './panels/shell/load/usePicture.ts'
import { Panels } from './panels/shell/Panels.tsx'
import { hasWebgl } from './state/hasWebgl.ts'
import { modeOf, useMode, useView } from './state/view.ts'

/** Asked for at once, so that it arrives while the world is loading. */
const coming = hasWebgl() ? import('./scene/Scene.tsx') : null
const Scene = lazy(async () => ({ default: (await coming!).Scene }))

/** The scene and the panels of the present mode; before them the loading screen, without WebGL the tables. */
export function App() {
  useRoute()
  useAttributes()
  const loading = useLoading()
  const loaded = useStore(world, state => state.loaded)
  const cleared = useStore(world, state => state.cleared)
  const picture = usePicture(loaded !== null)
  const { say } = useWords()
  if (!loaded) return <LoadingScreen state={loading} drawing={false} />
  if (!hasWebgl()) return <TextTwin why="noWebgl" />
  return (
    <Broken instead={<TextTwin why="broken" />}>
      <Skips />
      <main id="scene" className="scene" tabIndex={-1} aria-label={say('scene.label')}>
        <Suspense>
          <Scene />
        </Suspense>
      </main>
      <Panels key={cleared} />
      {!picture && <LoadingScreen state={loading} drawing />}
    </Broken>
  )
}

/** The address decides the mode; one that names none is the first. */
function useRoute(): void {
  const [path, navigate] = useLocation()
  const modes = useView(view => view.modes)
  const mode = modeOf(path, modes)
  useEffect(() => {
    if (mode) useView.getState().setMode(mode)
    else navigate(`/${modes[0]?.name}${location.search}${location.hash}`, { replace: true })
  }, [mode, modes, navigate])
}

/** Mode, tier, line and language as attributes of the page, for the style and for readers of the page. */
function useAttributes(): void {
  const { say, language } = useWords()
  const { name: mode, title } = useMode()
  const tier = useView(view => view.tier)
  const line = useStore(health, state => state.line)
  const past = useStore(moment, state => state.past !== null)
  useEffect(() => {
    const root = document.documentElement
    root.lang = language
    root.dataset.mode = mode
    root.dataset.tier = tier
    root.dataset.line = line
    root.dataset.moment = past ? 'past' : 'live'
    document.title = `${say('app.name')} · ${nameIn(title, language)}`
  }, [say, language, mode, title, tier, line, past])
}
