import { useEffect } from 'react'

/** Calls for keys by their code (`KeyF`) or sign (`?`), while nobody types and no dialog is open. Keep `keys` the same from render to render. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing)
        return
      const { target } = event
      if (target instanceof Element && target.closest('input, textarea, select, [role=dialog]')) return
      const act = keys[event.key] ?? keys[event.code]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [keys])
}
