import {
  BufferAttribute,
  BufferGeometry,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  ShapeUtils,
  Vector2,
} from 'three'
import type { GroundPoint } from '../../../models/units.ts'

/** A plot as it is drawn. */
export interface DrawnPlot {
  readonly ring: readonly GroundPoint[]
  readonly vacant: boolean
}

/** Metres between two corners of a line laid on the ground, and its height over it. */
const STEP = 25
const LIFT = 1.6
const COLOURS = { vacant: 0xe8663a, used: 0x4d6d8a } as const

/** Outlines of plots on the ground, and a veil over those for sale: three draw calls. */
export class PlotLines extends Group {
  constructor(plots: readonly DrawnPlot[], heightAt: (x: number, z: number) => number) {
    super()
    const of = (vacant: boolean) => plots.filter(plot => plot.vacant === vacant).map(plot => plot.ring)
    this.add(
      outlines(of(false), heightAt, COLOURS.used, 0.75),
      outlines(of(true), heightAt, COLOURS.vacant, 1),
    )
    this.add(veil(of(true), heightAt))
  }

  override dispose(): void {
    for (const child of this.children)
      if (child instanceof Mesh || child instanceof LineSegments) {
        child.geometry.dispose()
        child.material.dispose()
      }
  }
}

type Heights = (x: number, z: number) => number

function outlines(
  rings: readonly (readonly GroundPoint[])[],
  heightAt: Heights,
  color: number,
  opacity: number,
) {
  const corners: number[] = []
  for (const ring of rings)
    ring.forEach((a, i) => {
      const b = ring[(i + 1) % ring.length]!
      const pieces = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / STEP))
      for (let k = 0; k < pieces; k++)
        for (const part of [k / pieces, (k + 1) / pieces]) {
          const [x, z] = [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part]
          corners.push(x, heightAt(x, z) + LIFT, z)
        }
    })
  return new LineSegments(
    geometryOf(corners),
    new LineBasicMaterial({ color, opacity, transparent: opacity < 1 }),
  )
}

function veil(rings: readonly (readonly GroundPoint[])[], heightAt: Heights) {
  const corners: number[] = []
  for (const ring of rings) {
    const flat = ring.map(([x, z]) => new Vector2(x, -z))
    for (const triangle of ShapeUtils.triangulateShape(flat, []))
      for (const i of triangle) {
        const [x, z] = ring[i]!
        corners.push(x, heightAt(x, z) + LIFT, z)
      }
  }
  const material = new MeshBasicMaterial({
    color: COLOURS.vacant,
    opacity: 0.3,
    transparent: true,
    depthWrite: false,
  })
  return new Mesh(geometryOf(corners), material)
}

function geometryOf(corners: readonly number[]): BufferGeometry {
  const geometry = new BufferGeometry()
  geometry.setAttribute('position', new BufferAttribute(Float32Array.from(corners), 3))
  return geometry
}
