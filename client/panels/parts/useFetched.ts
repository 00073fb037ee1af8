import { useCallback, useEffect, useState } from 'react'
import { type Answer, request } from '../../live/request.ts'

/** What a door answers, asked anew every `every` milliseconds while the panel is open; null before the first answer and while there is no door to ask. The second asks at once. */
export function useFetched<T>(url: string | null, every: number): [Answer<T> | null, () => void] {
  const [answer, setAnswer] = useState<Answer<T> | null>(null)
  const [asked, setAsked] = useState(0)
  useEffect(() => {
    if (url === null) return setAnswer(null)
    let gone = false
    const look = () => void request<T>('GET', url).then(next => gone || setAnswer(next))
    look()
    const timer = setInterval(look, every)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [url, every, asked])
  return [answer, useCallback(() => setAsked(n => n + 1), [])]
}
