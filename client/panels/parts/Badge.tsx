import type { Provenance } from '../../../models/asset.ts'
import { QUALITIES } from '../../../models/quality.ts'
import { useWords } from './useWords.ts'

/** Where a fact comes from, as a small plate. */
export function ProvenanceBadge({ provenance }: { provenance: Provenance }) {
  const { say } = useWords()
  return <span className={`badge badge-${provenance}`}>{say(`provenance.${provenance}`)}</span>
}

/** What a value is worth. Shape of the plate and word tell, not the colour alone. */
export function QualityBadge({ quality }: { quality: number }) {
  const { say } = useWords()
  const name = QUALITIES[quality] ?? 'none'
  return <span className={`badge badge-${name}`}>{say(`quality.${name}`)}</span>
}
