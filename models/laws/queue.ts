/**
 * Mean wait in seconds before one server with fixed service time and Poisson arrivals (M/D/1): ρ s / (2 (1 − ρ)) with
 * `arrivals` an hour and `service` seconds each. A barrier takes 5 to 7 s a car (assumption). Infinity when it cannot keep
 * up, NaN for negative arrivals or a service time of 0 and less. Pollaczek-Khinchine.
 */
export function queueWait(arrivals: number, service = 6): number {
  if (!(arrivals >= 0 && service > 0)) return Number.NaN
  const load = (arrivals / 3600) * service
  return load >= 1 ? Number.POSITIVE_INFINITY : (load * service) / (2 * (1 - load))
}
