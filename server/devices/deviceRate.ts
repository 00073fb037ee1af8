/** Samples a second of a device for which none is given, and at most. */
export const DEVICE_RATE = { usual: 1_000, most: 1_000_000 } as const
