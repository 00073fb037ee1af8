import { useEffect, useState } from 'react'
import type { Tried } from '../../../../models/tried.ts'
import { type Answer, request } from '../../../live/request.ts'
import type { MappingLine } from './mappingDraft.ts'

/** Milliseconds of rest after which a message is tried anew. */
const REST = 300

/** What the server makes of a message by this line, asked when both have rested; null before the first answer. */
export function useTried(
  line: MappingLine,
  message: object | null,
): Answer<{ tried: readonly Tried[] }> | null {
  const [answer, setAnswer] = useState<Answer<{ tried: readonly Tried[] }> | null>(null)
  const asked = message === null ? null : JSON.stringify({ mapping: { version: 1, points: [line] }, message })
  useEffect(() => {
    if (asked === null) return setAnswer(null)
    let gone = false
    const timer = setTimeout(async () => {
      const next = await request<{ tried: readonly Tried[] }>('POST', '/api/mapping/try', JSON.parse(asked))
      if (!gone) setAnswer(next)
    }, REST)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [asked])
  return answer
}
