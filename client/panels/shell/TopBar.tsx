import { Gauge, Languages } from 'lucide-react'
import { LANGUAGES, type Language, useLanguage } from '../../state/language.ts'
import { useMode, useView } from '../../state/view.ts'
import { TIERS, type Tier } from '../../tier.ts'
import { Picker } from '../parts/Picker.tsx'
import { useCover } from '../parts/useCover.ts'
import { useWords } from '../parts/useWords.ts'
import { Help } from './help/Help.tsx'
import { LineState } from './line/LineState.tsx'
import { ModeSwitch } from './ModeSwitch.tsx'
import { Search } from './search/Search.tsx'
import { Here } from './session/Here.tsx'
import { SessionMenu } from './session/SessionMenu.tsx'

/** Each language by its own name. */
const OWN_NAMES: Readonly<Record<Language, string>> = {
  ko: '한국어',
  en: 'English',
  ja: '日本語',
  zh: '中文',
}

/** Name, mode, search, what the mode adds, line, language and quality. */
export function TopBar() {
  const { say } = useWords()
  const { name, bar } = useMode()
  return (
    <header ref={useCover('top')} className="bar">
      <div className="brand">
        <Emblem />
        <div className="brand-words">
          <h1>{say('app.name')}</h1>
          <p>{say('app.place')}</p>
        </div>
      </div>
      <ModeSwitch />
      <Search />
      <div className="bar-end">
        {bar.map((Part, i) => (
          <Part key={`${name} ${i}`} />
        ))}
        <LineState />
        <Here />
        <SessionMenu />
        <LanguagePicker />
        <TierPicker />
        <Help />
      </div>
    </header>
  )
}

function LanguagePicker() {
  const { say } = useWords()
  const { language, setLanguage } = useLanguage()
  return (
    <Picker
      label={say('menu.language')}
      icon={<Languages />}
      shown={OWN_NAMES[language]}
      value={language}
      options={LANGUAGES.map(value => ({ value, text: OWN_NAMES[value], lang: value }))}
      onPick={setLanguage}
    />
  )
}

function TierPicker() {
  const { say } = useWords()
  const tier = useView(view => view.tier)
  const chosen = useView(view => view.chosenTier)
  const chooseTier = useView(view => view.chooseTier)
  const options = [
    { value: 'auto' as const, text: say('tier.autoNow', { tier: say(`tier.${tier}`) }) },
    ...TIERS.map(value => ({ value, text: say(`tier.${value}`) })),
  ]
  return (
    <Picker<Tier | 'auto'>
      label={say('menu.quality')}
      icon={<Gauge />}
      shown={say(chosen ? `tier.${chosen}` : 'tier.auto')}
      value={chosen ?? 'auto'}
      options={options}
      onPick={value => chooseTier(value === 'auto' ? null : value)}
    />
  )
}

function Emblem() {
  return (
    <svg className="emblem" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M3 24V13l6-4v4l6-4v4l6-4v15z" />
      <path d="M23 24V7h3v17z" />
      <path className="emblem-sea" d="M2 27.2h28" />
    </svg>
  )
}
