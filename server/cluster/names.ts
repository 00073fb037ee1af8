/** Shard of the log that carries a channel. */
export function shardOf(channel: number): string {
  return `live-${channel}`
}

/** Subjects of NATS that the processes of an installation share, besides the log's. */
export function subjectsOf(installation: string) {
  const prefix = `twin.${installation}`
  return {
    /** The owner's word: that it lives, and what changed in the alarms. */
    word: `${prefix}.word`,
    /** Asks the owner for all alarms that are not quiet. */
    alarms: `${prefix}.alarms`,
    /** Says that records changed; what changed is in the database. */
    records: `${prefix}.records`,
    /** Who of the staff is there, at each process. */
    people: `${prefix}.people`,
    /** Where the chained tables of the database end, a line of the anchors' file. */
    anchor: `${prefix}.anchor`,
    /** An order of a person on its way to the owner. */
    order: `${prefix}.order`,
  } as const
}
