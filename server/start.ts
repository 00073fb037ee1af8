import { accounts } from './accounts/accountSubject.ts'
import { alarms } from './alarms/alarmSubject.ts'
import type { AnchorPlaces } from './audit/Anchoring.ts'
import { audit } from './audit/auditSubject.ts'
import { backup } from './backup/backupSubject.ts'
import type { BackupPlan } from './backup/schedule.ts'
import type { OwnerDuty } from './cluster/OwnerDuty.ts'
import { owner } from './cluster/ownerSubject.ts'
import { term } from './cluster/termSubject.ts'
import { devices } from './devices/deviceSubject.ts'
import { type Ground, groundOf, type ProcessOptions } from './ground.ts'
import { history } from './history/historySubject.ts'
import type { Past } from './history/Past.ts'
import { past } from './history/pastSubject.ts'
import type { Keep } from './history/Retention.ts'
import type { Credential } from './ingest/credential.ts'
import { ingest } from './ingest/ingestSubject.ts'
import type { Source } from './ingest/source.ts'
import { sources } from './ingest/sourceSubject.ts'
import { frames } from './net/frameSubject.ts'
import { lines } from './net/lineSubject.ts'
import { viewers } from './net/viewerSubject.ts'
import { openHouse } from './openHouse.ts'
import { presence } from './presence/presenceSubject.ts'
import { records } from './records/recordSubject.ts'
import { SubjectList } from './SubjectList.ts'
import { security } from './security/securitySubject.ts'
import { site } from './site/siteSubject.ts'
import type { Migrations } from './store/Store.ts'
import { store } from './store/storeSubject.ts'
import { assets } from './twin/assetSubject.ts'
import { twin } from './twin/twinSubject.ts'

/** What a process is told that keeps a twin. */
export interface StartOptions extends ProcessOptions {
  readonly sources: readonly Source[]
  /** File of foreign names; none when left out. */
  readonly mapping?: string | undefined
  /** Where a mapping is kept that is made on the screen, when no file is named. */
  readonly mappingHome?: string | undefined
  readonly credential: Credential
  /** Database: a PostgreSQL URL or a SQLite file; in memory when left out, and gone with the process. */
  readonly store?: string | undefined
  /** Days the history keeps; everything when left out. */
  readonly keep?: Keep
  /** Where the ends of the chained tables are noted down; nowhere when left out. */
  readonly anchors?: AnchorPlaces | undefined
  /** Alarms of the past for viewers there, instead of those of the journal. */
  readonly past?: Past
  /** Backups by plan; none when left out. */
  readonly backups?: BackupPlan
  /** Milliseconds between frames; null leaves ticking to the caller. */
  readonly tickMs?: number | null
  /** The term in which this process owns the twin of an installation of several; left out when it runs alone. */
  readonly duty?: OwnerDuty
}

type TwinGround = StartOptions & Ground & { readonly tables: readonly Migrations[] }

/** The subjects of a process that keeps a twin, in the order in which they open and each step of the present goes. */
export const twinSubjects = new SubjectList<TwinGround>()
  .with(store)
  .with(term)
  .with(audit)
  .with(accounts)
  .with(security)
  .with(lines)
  .with(site)
  .with(twin)
  .with(ingest)
  .with(frames)
  .with(alarms)
  .with(assets)
  .with(history)
  .with(devices)
  .with(viewers)
  .with(past)
  .with(records)
  .with(presence)
  .with(backup)
  .with(owner)
  .with(sources)

/** Put a twin together and open its doors. Rejects when the port is taken or the database cannot be opened. */
export function startTwin(options: StartOptions) {
  const { tables } = twinSubjects
  return openHouse(twinSubjects, { ...groundOf(options), tables })
}
