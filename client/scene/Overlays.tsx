/** What is laid over the world: assets, beacons, flows, cars, labels. */
export function Overlays() {
  return null
}
