import type { AlarmNews, AlarmsHave } from '../../models/alarmOrder.ts'

/** Where the pages for one who catches up go on; means something only to the board that gave it. */
export interface Cursor {
  /** What was told last. */
  readonly after: number
  /** What went quiet before this need not be told. */
  readonly began: number
}

/** Some of the news that bring a viewer up to date, and where the rest begins; null when this is all. */
export interface Page {
  readonly news: AlarmNews
  readonly next: Cursor | null
}

/** The alarms as viewers are told of them: by the process that judges them, or by a gateway that hears of them. */
export interface AlarmBoard {
  /** What brings a viewer up to date: what it missed, or all alarms that are not quiet; the first page of it. */
  since(have: AlarmsHave | undefined): Page
  /** The page that follows, of the alarms as they stand now; all over again where too much went quiet meanwhile. */
  page(cursor: Cursor): Page
  /** What changed since this was last asked, in pieces of bounded size; a snapshot when everybody has to hear all. */
  take(): readonly AlarmNews[]
}
