import type { AlarmNews } from '../../models/alarmOrder.ts'
import type { PageEvent, Viewer } from './backlog.ts'

/** Pages that may be on their way to one viewer. */
const ON_THE_WAY = 3
/** Milliseconds within which a viewer takes a page; one that does not asks again when it is back. */
const TAKE_WITHIN = 10_000

/** The first of some pages, for an answer; `rest` sends the others, once the answer is given. */
export interface FirstPage {
  readonly news: AlarmNews
  rest(): void
}

/** Split pages into the one that goes with an answer and those that follow it. */
export function firstPage(viewer: Viewer, event: PageEvent, pages: Generator<AlarmNews, void>): FirstPage {
  const news = pages.next().value
  if (!news) throw new Error('there is always a first page')
  return {
    news,
    rest: () => (news.more ? sendPages(viewer, event, pages) : stopPages(viewer, event)),
  }
}

/**
 * Send pages to a viewer, few at a time: the next is made when one was taken, so that a slow line holds little memory.
 * Pages that were on their way before are let go.
 */
export function sendPages(viewer: Viewer, event: PageEvent, pages: Generator<AlarmNews, void>): void {
  stopPages(viewer, event)
  viewer.data.pages = { ...viewer.data.pages, [event]: pages }
  for (let n = 0; n < ON_THE_WAY; n++) sendNext()

  function sendNext(): void {
    if (viewer.data.pages?.[event] !== pages) return
    const { value, done } = pages.next()
    if (done || !value) {
      stopPages(viewer, event)
      return
    }
    viewer.timeout(TAKE_WITHIN).emit(event, value, (late: Error | null) => {
      if (!late) sendNext()
      else if (viewer.data.pages?.[event] === pages) stopPages(viewer, event)
    })
  }
}

/** Send no more of the pages that are on their way. */
export function stopPages({ data }: Viewer, event: PageEvent): void {
  delete data.pages?.[event]
}
