import { useMode } from '../../state/view.ts'
import { useWords } from '../parts/useWords.ts'
import { HiddenNote } from './card/HiddenNote.tsx'
import { SelectionCard } from './card/SelectionCard.tsx'
import { Layers } from './layers/Layers.tsx'
import { Banner } from './line/Banner.tsx'
import { Problems } from './load/Problems.tsx'
import { PastFrame } from './past/PastFrame.tsx'
import { SessionEnded } from './session/SessionEnded.tsx'
import { TopBar } from './TopBar.tsx'

/** Where layers would cover the picture whole (style/phone.css). */
const PHONE = '(max-width: 820px)'

/** Everything of DOM that floats over the scene. The mode says what stands along the foot. */
export function Panels() {
  const { say } = useWords()
  const { name, layersOpen, foot } = useMode()
  return (
    <div className="panels">
      <section className="banners" aria-label={say('banner.label')}>
        <PastFrame />
        <SessionEnded />
        <Banner />
      </section>
      <TopBar />
      <div className="left">
        <Layers key={name} open={layersOpen && !matchMedia(PHONE).matches} />
      </div>
      <div className="right">
        <Problems />
        <HiddenNote />
        <SelectionCard />
      </div>
      {foot.map((Part, i) => (
        <Part key={`${name} ${i}`} />
      ))}
    </div>
  )
}
