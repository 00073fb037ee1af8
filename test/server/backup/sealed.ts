/** The seal of the tests' backups. */
export const SEAL = { key: Buffer.alloc(32, 7) } as const
