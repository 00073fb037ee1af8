/** What a kind may be to the power network, and the sign of its `power` as demand: a carrier has the sum of the others. */
export const ENERGY_ROLES = { source: -1, storage: -1, plant: 1, charging: 1, carrier: 0 } as const
export type EnergyRole = keyof typeof ENERGY_ROLES
