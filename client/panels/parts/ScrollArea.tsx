import type { ReactNode } from 'react'

/** What scrolls by keyboard, too, whether or not something in it takes the focus. */
export function ScrollArea({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls it by the arrow keys.
    <div className="desk-scroll" tabIndex={0}>
      {children}
    </div>
  )
}
