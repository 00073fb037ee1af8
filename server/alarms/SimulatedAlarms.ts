import { z } from 'zod'
import type { Actor } from '../../models/account.ts'
import { SIMULATED_ALARMS, type SimulatedSetting } from '../../models/alarmSimulated.ts'
import type { Asset } from '../../models/asset.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/Store.ts'
import type { AlarmTables } from './alarmTables.ts'

export const simulatedOrder = z.strictObject({
  setting: z.enum(SIMULATED_ALARMS),
  reason: z.string().trim().min(1).max(500),
})

/** The setting on alarms of simulated values, and what it comes to for each asset. */
export class SimulatedAlarms {
  setting: SimulatedSetting
  private readonly assets: readonly Asset[]
  private readonly store: Store<AlarmTables>
  private readonly clock: Clock
  /** True when a device feeds an asset of this index. */
  private readonly isReal: (asset: number) => boolean
  private realKinds = new Set<string>()

  private constructor(
    assets: readonly Asset[],
    store: Store<AlarmTables>,
    clock: Clock,
    isReal: (asset: number) => boolean,
    setting: SimulatedSetting,
  ) {
    this.assets = assets
    this.store = store
    this.clock = clock
    this.isReal = isReal
    this.setting = setting
    this.look()
  }

  /** The setting last written; `auto` when none ever was. */
  static async open(
    assets: readonly Asset[],
    store: Store<AlarmTables>,
    clock: Clock,
    isReal: (asset: number) => boolean,
  ): Promise<SimulatedAlarms> {
    const last = await store.db
      .selectFrom('alarm_simulated')
      .select('setting')
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    const setting = SIMULATED_ALARMS.find(each => each === last?.setting) ?? 'auto'
    return new SimulatedAlarms(assets, store, clock, isReal, setting)
  }

  /** True when simulated values of an asset, by its index, raise alarms. */
  counts(asset: number): boolean {
    if (this.setting !== 'auto') return this.setting === 'shown'
    return !this.realKinds.has(this.assets[asset]!.kind)
  }

  /** Kinds of which a real device speaks. */
  get kinds(): readonly string[] {
    return [...this.realKinds].sort()
  }

  /** Look again which kinds have a real device. */
  look(): void {
    this.realKinds = new Set(this.assets.flatMap(({ kind }, index) => (this.isReal(index) ? [kind] : [])))
  }

  /** An asset is about to get a device; true when it is the first of its kind. */
  claim(asset: number): boolean {
    const { kind } = this.assets[asset]!
    if (this.realKinds.has(kind)) return false
    this.realKinds.add(kind)
    return true
  }

  /** Make another setting durable and take it over. */
  async write(setting: SimulatedSetting, actor: Actor, reason: string): Promise<void> {
    const { db } = this.store
    const last = await db
      .selectFrom('alarm_simulated')
      .select('version')
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    const version = (last?.version ?? 0) + 1
    const at = Math.round(this.clock.now())
    const who = { actor: actor.id, actor_name: actor.name }
    await db
      .insertInto('alarm_simulated')
      .values({ version, at, setting, ...who, reason })
      .execute()
    this.setting = setting
  }
}
