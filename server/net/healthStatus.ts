/** The first line of health: whether all is well, and if not, what is not and what to do. */
export interface HealthStatus {
  readonly status: 'ok' | 'degraded'
  readonly reasons: readonly string[]
}

/** Health of parts by name: null for one that is well, otherwise its own sentence. The process serves on either way, so the HTTP status stays 200. */
export function healthStatus(parts: Readonly<Record<string, string | null>>): HealthStatus {
  const reasons = Object.entries(parts).flatMap(([part, fault]) =>
    fault === null ? [] : `${part}: ${fault}`,
  )
  return { status: reasons.length > 0 ? 'degraded' : 'ok', reasons }
}
