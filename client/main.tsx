import './noEval.ts'
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css'
import './style/tokens.css'
import './style/base.css'
import './panels/shell/bar.css'
import './panels/shell/layers/layers.css'
import './panels/shell/card/card.css'
import './panels/alarms/cardAlarms.css'
import './panels/shell/foot/foot.css'
import './panels/shell/load/screens.css'
import './panels/operate/desk/desk.css'
import './panels/alarms/alarms.css'
import './panels/operate/strip/strip.css'
import './panels/shell/views/views.css'
import './panels/shell/land.css'
import './panels/shell/past/past.css'
import './panels/shell/session/security.css'
import './style/phone.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { parser } from '../models/parser.ts'
import { App } from './App.tsx'
import { LAYERS } from './layers.ts'
import { connect } from './live/connection.ts'
import { groundOf, openAddress } from './live/openAddress.ts'
import { openTelemetry } from './live/telemetry.ts'
import { world } from './live/world.ts'
import { MODES } from './modes.ts'
import { followAddress } from './state/address.ts'
import { BASE, pathBelow } from './state/base.ts'
import { pickLanguage, useLanguage } from './state/language.ts'
import { memory } from './state/memory.ts'
import { useProblems } from './state/problems.ts'
import { readAddress } from './state/url.ts'
import { modeOf, useView } from './state/view.ts'
import { TIERS } from './tier.ts'
import { speak, startWords } from './words/words.ts'

const LAYER_NAMES = LAYERS.map(({ name }) => name)
const { address, problems } = readAddress(location.search, LAYER_NAMES)
const language = pickLanguage(address.language, memory.recall('language'), navigator.languages)
startWords(language)
useLanguage.setState({ language })
useLanguage.subscribe(({ language }) => {
  memory.keep('language', language)
  speak(language)
})
useProblems.getState().report(problems)
useView.getState().declare(MODES, LAYERS)
useView.getState().setMode(modeOf(pathBelow(), MODES))
const rememberedTier = TIERS.find(tier => tier === memory.recall('tier'))
if (rememberedTier) useView.getState().chooseTier(rememberedTier)
useView.subscribe(({ chosenTier }, before) => {
  if (chosenTier !== before.chosenTier) memory.keep('tier', chosenTier)
})

const stop = world.subscribe(({ loaded }) => {
  if (!loaded) return
  stop()
  openTelemetry(loaded.points)
  void openAddress(address, groundOf(loaded)).then(useProblems.getState().report)
  let unfollow = followAddress(groundOf(loaded))
  world.subscribe(({ loaded }) => {
    unfollow()
    if (loaded) unfollow = followAddress(groundOf(loaded))
  })
  connect(loaded, parser, reloadOnce)
  addEventListener('popstate', () => {
    useView.getState().setMode(modeOf(pathBelow(), MODES))
    const { loaded } = world.getState()
    if (loaded) void openAddress(readAddress(location.search, LAYER_NAMES).address, groundOf(loaded))
  })
})

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Router base={BASE.slice(0, -1)}>
      <App />
    </Router>
  </StrictMode>,
)

/** The server has another world: load the page anew, but not again and again when that does not help. */
function reloadOnce(): void {
  const last = Number(sessionStorage.getItem('twin.reloaded'))
  if (Date.now() - last < 30_000) return
  sessionStorage.setItem('twin.reloaded', String(Date.now()))
  location.reload()
}
