import type { Mode } from '../state/view.ts'
import { useView } from '../state/view.ts'
import { SelectionCard } from './card/SelectionCard.tsx'
import { Desk } from './desk/Desk.tsx'
import { Layers } from './layers/Layers.tsx'
import { Banner } from './line/Banner.tsx'
import { DataQuality } from './line/DataQuality.tsx'
import { Problems } from './load/Problems.tsx'
import { useWords } from './parts/useWords.ts'
import { PastFrame } from './past/PastFrame.tsx'
import { SessionEnded } from './session/SessionEnded.tsx'
import { AlarmStrip } from './strip/AlarmStrip.tsx'
import { TopBar } from './TopBar.tsx'
import { Foot } from './world/Foot.tsx'

/** Where the layers stand open at first: operators work with them, guests look at the world. */
const LAYERS_OPEN: Readonly<Record<Mode, boolean>> = { operate: true, tour: false, plan: false, kiosk: true }

/** Where layers would cover the picture whole (style/phone.css). */
const PHONE = '(max-width: 820px)'

/** Everything of DOM that floats over the scene. The style decides how each mode looks. */
export function Panels() {
  const { say } = useWords()
  const mode = useView(view => view.mode)
  const operate = mode === 'operate'
  return (
    <div className="panels">
      <section className="banners" aria-label={say('banner.label')}>
        <PastFrame />
        <SessionEnded />
        <Banner />
      </section>
      <TopBar />
      <div className="left">
        <Layers key={mode} open={LAYERS_OPEN[mode] && !matchMedia(PHONE).matches} />
      </div>
      <div className="right">
        <Problems />
        <SelectionCard />
      </div>
      {operate && <DataQuality />}
      <Foot />
      {operate && <Desk />}
      {operate && <AlarmStrip />}
    </div>
  )
}
