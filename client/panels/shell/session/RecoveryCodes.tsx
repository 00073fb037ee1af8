import { useWords } from '../../parts/useWords.ts'

interface RecoveryCodesProps {
  codes: readonly string[]
  onKept: () => void
}

/** The recovery codes, this once. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const { say } = useWords()
  return (
    <section data-part="codes">
      <h3>{say('security.recovery')}</h3>
      <p className="desk-note">{say('security.keep')}</p>
      <ul className="recovery-codes">
        {codes.map(code => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <button type="button" className="solid" onClick={onKept}>
        {say('security.kept')}
      </button>
    </section>
  )
}
