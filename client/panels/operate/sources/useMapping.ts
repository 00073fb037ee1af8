import { useEffect, useState } from 'react'
import { request } from '../../../live/request.ts'
import type { MappingLine } from './mappingDraft.ts'

/** What GET and PUT /api/mapping answer. */
interface Written {
  readonly mapping: { readonly version: 1; readonly points: readonly MappingLine[] }
  readonly version: string
  readonly state: { readonly file: string | null }
}

/** The mapping in force and what is made of it here. */
export interface MappingDesk {
  /** Null before the server told the mapping. */
  readonly file: string | null | undefined
  readonly lines: readonly MappingLine[]
  readonly changed: boolean
  /** How the last save or look ended; null while nothing is to be said of it. */
  readonly told: { readonly good: true } | { readonly good: false; readonly reason: string } | null
  set(lines: readonly MappingLine[]): void
  load(): Promise<void>
  save(): Promise<void>
}

/** The mapping of foreign names, to be changed here and then put in force as a whole. */
export function useMapping(): MappingDesk {
  const [written, setWritten] = useState<Written | null>(null)
  const [lines, setLines] = useState<readonly MappingLine[]>([])
  const [told, setTold] = useState<MappingDesk['told']>(null)
  const take = (next: Written) => {
    setWritten(next)
    setLines(next.mapping.points)
  }
  const load = async () => {
    const answer = await request<Written>('GET', '/api/mapping')
    setTold(answer.ok ? null : { good: false, reason: answer.reason })
    if (answer.ok) take(answer.value)
  }
  const save = async () => {
    if (!written) return
    const mapping = { ...written.mapping, points: lines }
    const answer = await request<Written>('PUT', '/api/mapping', { mapping, was: written.version })
    setTold(answer.ok ? { good: true } : { good: false, reason: answer.reason })
    if (answer.ok) take(answer.value)
  }
  useEffect(() => void load(), [])
  return {
    file: written === null ? undefined : written.state.file,
    lines,
    changed: written !== null && JSON.stringify(lines) !== JSON.stringify(written.mapping.points),
    told,
    set(next) {
      setTold(null)
      setLines(next)
    },
    load,
    save,
  }
}
