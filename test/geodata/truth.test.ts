import { existsSync, readFileSync } from 'node:fs'
import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import { makeBackdrop } from '../../geodata/ground/backdrop.ts'
import { makeCourse } from '../../geodata/ground/course.ts'
import { curve, direction, nearest, resample } from '../../geodata/ground/line.ts'
import { layMainRoads } from '../../geodata/ground/mainRoads.ts'
import { layStreams } from '../../geodata/ground/streams.ts'
import { makeTerrain } from '../../geodata/ground/terrain.ts'
import { makeWaterGap } from '../../geodata/ground/waterGap.ts'
import { layWays } from '../../geodata/ground/ways.ts'
import { heightAt } from '../../geodata/heights.ts'
import { BOUNDS, toGround, toLonLat } from '../../geodata/projection.ts'
import { readSources } from '../../geodata/sources.ts'
import type { GroundPoint, LonLat } from '../../models/units.ts'

const REFERENCE = '../shared/geodata-reference'
const sources = readSources('geodata/sources')
const terrain = makeTerrain(sources)

/** Heights of SRTM 1″ in metres, bilinear; the file stays outside the repository. */
function readDem(): (at: LonLat) => number {
  const about = JSON.parse(readFileSync(`${REFERENCE}/dem_changwon_1arcsec_dm.json`, 'utf8')) as {
    width: number
    height: number
    first_lon: number
    first_lat: number
  }
  const png = PNG.sync.read(readFileSync(`${REFERENCE}/dem_changwon_1arcsec_dm.png`), {
    skipRescale: true,
  } as object)
  const cells = png.data as unknown as Uint16Array
  expect([png.width, png.height]).toEqual([about.width, about.height])
  const cell = (c: number, r: number): number => cells[(r * png.width + c) * 4]! / 10
  return ([lon, lat]) => {
    const [u, v] = [(lon - about.first_lon) * 3600, (about.first_lat - lat) * 3600]
    const [c, r] = [Math.floor(u), Math.floor(v)]
    const north = cell(c, r) + (cell(c + 1, r) - cell(c, r)) * (u - c)
    const south = cell(c, r + 1) + (cell(c + 1, r + 1) - cell(c, r + 1)) * (u - c)
    return north + (south - north) * (v - r)
  }
}

const there = existsSync(`${REFERENCE}/dem_changwon_1arcsec_dm.png`)
if (!there)
  console.log(`truth: ${REFERENCE} is not beside this checkout; our ground is not compared with SRTM`)

describe.skipIf(!there)('against SRTM 1″', () => {
  const demAt = there ? readDem() : () => Number.NaN

  test('the ground is true to 8 m rms over the world, to 4 m in the median below 40 m', () => {
    let squares = 0
    let count = 0
    const low: number[] = []
    for (let r = 0; r < terrain.rows; r += 2)
      for (let c = 0; c < terrain.columns; c += 2) {
        const said = demAt(toLonLat([terrain.minX + c * terrain.step, terrain.minZ + r * terrain.step]))
        const miss = Math.max(0, terrain.heights[r * terrain.columns + c]!) - said
        squares += miss * miss
        count++
        if (said > 0 && said < 40) low.push(Math.abs(miss))
      }
    low.sort((a, b) => a - b)
    expect(count).toBeGreaterThan(200_000)
    expect(Math.sqrt(squares / count)).toBeLessThan(8)
    expect(low[low.length >> 1]!).toBeLessThan(4)
  })

  test('each of the eleven peaks tops out within 100 m of its place, between SRTM and its published height', () => {
    const peaks = readFileSync(`${REFERENCE}/peaks_from_dem.csv`, 'utf8').trim().split('\n').slice(1)
    const ours = peaks.flatMap(line => {
      const [name, published, , lat, lon] = line.split(',')
      return published
        ? [{ name, published: Number(published), at: [Number(lon), Number(lat)] as const }]
        : []
    })
    expect(ours).toHaveLength(11)
    for (const { name, published, at } of ours) {
      const [x, z] = toGround(at)
      let top = { height: -Infinity, off: 0 }
      for (let dx = -300; dx <= 300; dx += 10)
        for (let dz = -300; dz <= 300; dz += 10) {
          const height = heightAt(terrain, x + dx, z + dz)
          if (height > top.height) top = { height, off: Math.hypot(dx, dz) }
        }
      expect(top.off, name).toBeLessThan(100)
      expect(top.height, name).toBeGreaterThan(demAt(at) - 15)
      expect(top.height, name).toBeLessThan(Math.max(demAt(at), published) + 15)
    }
  })
})

test('summits stand at their published heights', () => {
  const peaks = sources.peaks.filter(peak => peak.kind === 'peak')
  expect(peaks).toHaveLength(11)
  for (const { ko, at, height } of peaks)
    expect(Math.abs(heightAt(terrain, ...at) - height), ko).toBeLessThan(5)
})

test('the ground goes on beyond its edge without a step', () => {
  const { positions } = makeBackdrop(terrain)
  const [minX, minZ, maxX, maxZ] = BOUNDS
  for (let k = 0; k < positions.length; k += 3) {
    const [x, y, z] = [positions[k]!, positions[k + 1]!, positions[k + 2]!]
    const beyond = Math.max(minX - x, x - maxX, minZ - z, z - maxZ)
    if (beyond > 300) continue
    const edge: GroundPoint = [Math.min(maxX, Math.max(minX, x)), Math.min(maxZ, Math.max(minZ, z))]
    expect(Math.abs(y - heightAt(terrain, ...edge))).toBeLessThan(1 + 0.6 * Math.max(0, beyond))
  }
})

test('no main road climbs more than 8 %, on the ground or on a deck', () => {
  const { water } = makeWaterGap(sources, layStreams(sources))
  const roads = layMainRoads(sources)
  expect(roads.length).toBeGreaterThan(27)
  for (const { source, line } of roads) {
    const course = makeCourse(line, terrain, water)
    const levels = course.line.map((p, i) =>
      Number.isNaN(course.deck[i]!) ? heightAt(terrain, ...p) : course.deck[i]!,
    )
    for (let i = 4; i < levels.length; i++) {
      const rise = Math.abs(levels[i]! - levels[i - 4]!) / (course.along[i]! - course.along[i - 4]!)
      expect(rise, `${source.name.ko} at ${toLonLat(course.line[i]!)}`).toBeLessThan(0.08)
    }
  }
})

/** Lines of a reference GeoJSON in the site frame, by name where they have one. */
function referenceLines(file: string): { name: string; line: GroundPoint[] }[] {
  const { features } = JSON.parse(readFileSync(`${REFERENCE}/${file}`, 'utf8')) as {
    features: { properties: { name_ko?: string }; geometry: { coordinates: LonLat[] } }[]
  }
  return features.map(({ properties, geometry }) => ({
    name: properties.name_ko ?? '',
    line: geometry.coordinates.map(toGround),
  }))
}

test.skipIf(!there)('main roads lie within 30 m of the reference lines they share a course with', () => {
  const derived = referenceLines('roads_derived.geojson')
  const osm = referenceLines('osm_bus_route_roads.geojson')
  const squares = sources.places.find(place => place.id === 's111')!.at
  const misses: string[] = []
  let [shared, away] = [0, 0]
  for (const road of sources.roads) {
    const own = derived.find(({ name }) => name === road.name.ko)
    if (!own) continue
    const points = resample(curve(road.line, 20), 40)
    points.slice(3, -3).forEach((p, k) => {
      if (Math.hypot(p[0] - squares[0], p[1] - squares[1]) < 180) return
      const along = direction(points[k + 2]!, points[k + 4]!)
      const beside = osm
        .map(({ line }) => ({ line, hit: nearest(line, p) }))
        .filter(({ line, hit }) => {
          const way = direction(line[hit.index]!, line[hit.index + 1]!)
          return hit.distance < 50 && Math.abs(along[0] * way[0] + along[1] * way[1]) > 0.95
        })
      const far = Math.min(nearest(own.line, p).distance, ...beside.map(({ hit }) => hit.distance))
      const last = own.line.length - 2
      const { index, part } = nearest(own.line, p)
      if ((index === 0 && part === 0) || (index === last && part === 1)) return
      shared++
      if (far > 30) away++
      if (far > 30 && beside.length > 0) misses.push(`${road.name.ko} ${far.toFixed(0)} m at ${toLonLat(p)}`)
    })
  }
  expect(shared).toBeGreaterThan(1_500)
  expect(misses).toEqual([])
  expect(away / shared).toBeLessThan(0.04)
})

test.each(['안민터널', '창원터널', '불모산터널', '팔용터널'])(
  '%s is a tunnel: no carriageway over its ridge',
  name => {
    const { line } = sources.tunnels.find(tunnel => tunnel.name.ko === name)!
    const middle = resample(line, 25).slice(6, -6)
    const roads = layMainRoads(sources)
    for (const p of middle)
      for (const road of roads)
        expect(nearest(road.line, p).distance, road.source.name.ko).toBeGreaterThan(60)
    const way = layWays(sources).roads.find(road =>
      road.line.some((p, i) => road.tunnel[i] && Math.hypot(p[0] - middle[9]![0], p[1] - middle[9]![1]) < 60),
    )
    expect(way?.tunnel.filter(t => t).length).toBeGreaterThan(80)
  },
)
