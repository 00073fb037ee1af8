import { useFrame, useThree } from '@react-three/fiber'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { Group } from 'three'
import { heightAt } from '../../../geodata/heights.ts'
import type { Asset } from '../../../models/asset.ts'
import type { Rows } from '../../../models/kind.ts'
import { kindOf } from '../../../models/kinds.ts'
import { Cars, type Stall } from '../../gpu/overlay/Cars.ts'
import { ClosedStalls } from '../../gpu/overlay/ClosedStalls.ts'
import { serverNow } from '../../live/health.ts'
import { shownNow } from '../../live/present.ts'
import type { LoadedWorld } from '../../live/world.ts'
import { keptOf } from '../../look.ts'
import { useMode, useView } from '../../state/view.ts'
import { useWorld3D } from '../worldContext.ts'
import { useLayer } from './useLayer.ts'

/** Metres from the eye within which lots show their cars, and the most cars drawn. */
const NEAR = 900
const MOST = 2_400

/** Cars in the taken stalls of the lots near the eye, a cross over the closed ones. A stall whose state is no longer fresh shows neither. */
export function Parking({ loaded }: { readonly loaded: LoadedWorld }) {
  const camera = useThree(state => state.camera)
  const invalidate = useThree(state => state.invalidate)
  const saturation = keptOf(useWorld3D().look)
  const { scenery } = useMode()
  const layers = useView(view => view.layers)
  const lots = useMemo(() => lotsOf(loaded), [loaded])
  const wanted = useMemo(
    () => lots.filter(({ layer }) => scenery || layers.has(layer)),
    [lots, scenery, layers],
  )
  const visible = wanted.length > 0
  const at = useRef<readonly [number, number] | null>(null)
  const make = useCallback(() => new ParkedCars(MOST), [])
  const write = useCallback(
    (parked: ParkedCars) => {
      const before = parked.shown
      const { x, y, z } = camera.position
      at.current = [x, z]
      const now = serverNow()
      const stateOf = (point: number) => {
        const { value, stale } = shownNow(loaded, point, now)
        return stale ? Number.NaN : value
      }
      const near = y > NEAR * 1.3 ? [] : wanted.filter(lot => Math.hypot(lot.x - x, lot.z - z) < NEAR)
      near.sort((a, b) => Math.hypot(a.x - x, a.z - z) - Math.hypot(b.x - x, b.z - z))
      const stalls = near.flatMap(lot =>
        lot.stalls.map((stall, k) => ({
          ...stall,
          key: lot.first + k,
          mark: markOf(lot.rows, stateOf(lot.first + k)),
        })),
      )
      parked.cars.park(stalls.filter(stall => stall.mark === 'car'))
      parked.closed.close(stalls.filter(stall => stall.mark === 'cross'))
      return parked.shown > 0 || before > 0
    },
    [camera, loaded, wanted],
  )
  const cars = useLayer(make, write, visible)
  useEffect(() => {
    if (cars) cars.saturation = saturation
    invalidate()
  }, [cars, saturation, invalidate])
  useFrame(() => {
    const { x, z } = camera.position
    if (cars && visible && at.current && Math.hypot(at.current[0] - x, at.current[1] - z) > 60) write(cars)
  })
  return cars && <primitive object={cars} />
}

/** Cars and crosses as one thing to show and to throw away. */
class ParkedCars extends Group {
  readonly cars: Cars
  readonly closed: ClosedStalls

  constructor(most: number) {
    super()
    this.cars = new Cars(most)
    this.closed = new ClosedStalls(most / 8)
    this.add(this.cars, this.closed)
  }

  set saturation(share: number) {
    this.cars.saturation = share
    this.closed.saturation = share
  }

  get shown(): number {
    return this.cars.count + this.closed.count
  }

  override dispose(): void {
    this.cars.dispose()
    this.closed.dispose()
  }
}

type Stalls = Extract<Rows, { of: 'stalls' }>

interface Lot {
  readonly x: number
  readonly z: number
  /** Point of the first stall. */
  readonly first: number
  readonly stalls: readonly Stall[]
  readonly rows: Stalls
  readonly layer: string
}

/** What stands in a stall of this state: kinds of car parks name their codes. */
function markOf({ taken, closed }: Stalls, state: number): 'car' | 'cross' | null {
  return state === taken ? 'car' : state === closed ? 'cross' : null
}

/** Every lot of stalls, in the order of its stall points. */
function lotsOf({ site, points, heights }: LoadedWorld): Lot[] {
  return site.assets.flatMap(asset => {
    const { rows, layer } = kindOf(asset.kind)
    if (rows?.of !== 'stalls' || !layer) return []
    const [x, y, z] = asset.place
    const first = points.find(asset.id, rows.point)
    const stalls = stallsOf(asset, (x, z) => Math.max(y, heightAt(heights, x, z)) + 0.25)
    return first < 0 ? [] : [{ x, z, first, stalls, rows, layer }]
  })
}

/** Stalls of a lot, row by row, their middles evenly along each row. */
export function stallsOf(asset: Pick<Asset, 'rows'>, ground: (x: number, z: number) => number): Stall[] {
  return (asset.rows ?? []).flatMap(({ from, to, count, facing }) =>
    Array.from({ length: count }, (_, k) => {
      const f = count === 1 ? 0.5 : k / (count - 1)
      const [x, z] = [from[0] + (to[0] - from[0]) * f, from[1] + (to[1] - from[1]) * f]
      return { x, y: ground(x, z), z, facing }
    }),
  )
}
