import type { Mode } from '../state/view.ts'
import { useView } from '../state/view.ts'
import { SelectionCard } from './card/SelectionCard.tsx'
import { Desk } from './desk/Desk.tsx'
import { Layers } from './layers/Layers.tsx'
import { Banner } from './line/Banner.tsx'
import { DataQuality } from './line/DataQuality.tsx'
import { Problems } from './load/Problems.tsx'
import { PastFrame } from './past/PastFrame.tsx'
import { TimeControl } from './past/TimeControl.tsx'
import { SessionEnded } from './session/SessionEnded.tsx'
import { TopBar } from './TopBar.tsx'
import { Bookmarks } from './world/Bookmarks.tsx'
import { Compass } from './world/Compass.tsx'
import { Credit } from './world/Credit.tsx'
import { SunControl } from './world/SunControl.tsx'

/** Where the layers stand open at first: operators work with them, guests look at the world. */
const LAYERS_OPEN: Readonly<Record<Mode, boolean>> = { operate: true, tour: false, plan: false, kiosk: true }

/** Everything of DOM that floats over the scene. The style decides how each mode looks. */
export function Panels() {
  const mode = useView(view => view.mode)
  return (
    <div className="panels">
      <div className="banners">
        <PastFrame />
        <SessionEnded />
        <Banner />
      </div>
      <TopBar />
      <div className="left">
        <Layers key={mode} open={LAYERS_OPEN[mode]} />
      </div>
      <div className="right">
        <Problems />
        <SelectionCard />
      </div>
      {mode === 'operate' && <DataQuality />}
      {mode === 'operate' && <Desk />}
      <footer className="foot">
        <Compass />
        <div className="foot-middle">
          <Bookmarks />
          {mode === 'operate' ? <TimeControl /> : <SunControl />}
        </div>
        <Credit />
      </footer>
    </div>
  )
}
