/** Quality tiers, from software WebGL to a workstation's graphics card. */
export const TIERS = ['software', 'low', 'medium', 'high'] as const
export type Tier = (typeof TIERS)[number]
