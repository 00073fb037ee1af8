import { BufferAttribute, BufferGeometry, Group, Mesh, Ray, Vector3 } from 'three'
import { expect, test } from 'vitest'
import { FeatureState } from '../../client/gpu/FeatureState.ts'
import { pickNearest, registerPicker } from '../../client/gpu/pickers.ts'
import { pickTiles } from '../../client/gpu/pickTiles.ts'
import { rayGround } from '../../client/gpu/rayGround.ts'
import { rayMesh } from '../../client/gpu/rayMesh.ts'
import { TierJudge } from '../../client/gpu/tiers.ts'
import { isSoftwareName } from '../../client/gpu/webgl.ts'

/** One triangle that faces up, quantised as tiles are: corners in steps of half a metre. */
function slab(height: number): Mesh {
  const geometry = new BufferGeometry()
  const corners = Int16Array.from([0, 0, 0, 0, 0, 200, 200, 0, 0])
  geometry.setAttribute('position', new BufferAttribute(corners, 3))
  geometry.setIndex([0, 1, 2])
  const mesh = new Mesh(geometry)
  mesh.scale.setScalar(0.5)
  mesh.position.set(1000, height, -500)
  mesh.updateMatrixWorld()
  return mesh
}
const down = (x: number, y: number, z: number) => new Ray(new Vector3(x, y, z), new Vector3(0, -1, 0))
const ramp = {
  minX: -1000,
  minZ: -1000,
  step: 1000,
  columns: 3,
  rows: 3,
  heights: Float32Array.from([0, 100, 200, 0, 100, 200, 0, 100, 200]),
}

test('a ray meets a quantised triangle at its distance in metres', () => {
  const hit = rayMesh(down(1020, 150, -480), slab(30), Number.POSITIVE_INFINITY)
  expect(hit?.distance).toBeCloseTo(120, 6)
})

test('a ray beside the triangle, behind its back or beyond the limit meets nothing', () => {
  expect(rayMesh(down(1090, 150, -410), slab(30), Number.POSITIVE_INFINITY)).toBeNull()
  const up = new Ray(new Vector3(1020, 0, -480), new Vector3(0, 1, 0))
  expect(rayMesh(up, slab(30), Number.POSITIVE_INFINITY)).toBeNull()
  expect(rayMesh(down(1020, 150, -480), slab(30), 100)).toBeNull()
})

test('a ray meets the slope where its height says, and never the sky', () => {
  expect(rayGround(down(500, 400, 0), ramp)).toBeCloseTo(250, 0)
  const up = new Ray(new Vector3(0, 300, 0), new Vector3(0, 1, 0))
  expect(rayGround(up, ramp)).toBe(Number.POSITIVE_INFINITY)
})

test('the nearest of all layers wins, and a layer that left no longer answers', () => {
  const leave = registerPicker(() => ({ distance: 5, target: { type: 'asset', index: 1 } }))
  const stay = registerPicker(() => ({ distance: 9, target: { type: 'feature', id: 2 } }))
  expect(pickNearest(down(0, 10, 0))?.target).toEqual({ type: 'asset', index: 1 })
  leave()
  expect(pickNearest(down(0, 10, 0))?.target).toEqual({ type: 'feature', id: 2 })
  stay()
  expect(pickNearest(down(0, 10, 0))).toBeNull()
})

test('the state texture holds colour, strength and hatch of a feature at its texel', () => {
  const state = new FeatureState(1500)
  state.set(1030, 0x12ab34, 1, true)
  const { data, width } = state.texture.image
  expect(width).toBe(1024)
  expect([...(data as Uint8Array).subarray(1030 * 4, 1030 * 4 + 4)]).toEqual([0x12, 0xab, 0x34, 0x80 | 0x1f])
  state.clear()
  expect((data as Uint8Array).every(byte => byte === 0)).toBe(true)
})

test('what is hidden keeps its colour, stays hidden through paint and clearing, and comes back', () => {
  const state = new FeatureState(10)
  const alpha = () => (state.texture.image.data as Uint8Array)[3 * 4 + 3]
  state.set(3, 0xff0000, 1)
  state.hide(new Set([3]))
  expect(alpha()).toBe(0x20 | 0x1f)
  state.set(3, 0x00ff00, 0.5, false, true)
  expect(alpha()).toBe(0x40 | 0x20 | 16)
  expect([state.isHidden(3), state.isHidden(4), state.isHidden(-1), state.isHidden(99)]).toEqual([
    true,
    false,
    false,
    false,
  ])
  state.clear()
  expect(alpha()).toBe(0x20)
  state.flush()
  state.hide(new Set([3]))
  expect(state.flush()).toBe(false)
  state.hide(new Set())
  expect([alpha(), state.flush()]).toEqual([0, true])
})

test('a click goes through a hidden building to what stands behind it', () => {
  const group = new Group()
  const named = (height: number, id: number) => {
    const mesh = slab(height)
    mesh.geometry.setAttribute('featureId', new BufferAttribute(Float32Array.of(id, id, id), 1))
    return mesh
  }
  group.add(named(30, 7), named(10, 8))
  const tiles = { group } as unknown as Parameters<typeof pickTiles>[1]
  const far = Number.POSITIVE_INFINITY
  const at = (hidden: readonly number[]) =>
    pickTiles(down(1020, 150, -480), tiles, far, id => hidden.includes(id))
  expect(at([])?.target).toEqual({ type: 'feature', id: 7 })
  expect(at([7])?.target).toEqual({ type: 'feature', id: 8 })
  expect(at([7])?.distance).toBeCloseTo(140, 6)
  expect(at([7, 8])).toBeNull()
})

test('a flush uploads only when something changed', () => {
  const state = new FeatureState(10)
  state.flush()
  const before = state.texture.version
  state.set(3, 0xff0000, 0.5)
  state.flush()
  expect(state.texture.version).toBe(before + 1)
  state.set(3, 0xff0000, 0.5)
  state.set(99, 0xff0000, 1)
  state.flush()
  expect(state.texture.version).toBe(before + 1)
})

test('the tier falls when frames are slow, does not climb back there, and software stays software', () => {
  const judge = new TierJudge()
  const after = (tier: 'low' | 'medium' | 'high', frame: number) => {
    let now: string = tier
    for (let i = 0; i < 40; i++) now = judge.judge(tier, frame)
    return now
  }
  expect(after('medium', 16)).toBe('medium')
  expect(after('medium', 7)).toBe('high')
  expect(after('medium', 45)).toBe('low')
  expect(after('low', 5)).toBe('low')
  expect(judge.judge('software', 500)).toBe('software')
})

test('drivers that draw on the processor are known by name', () => {
  expect(isSoftwareName('ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)))')).toBe(true)
  expect(isSoftwareName('llvmpipe (LLVM 15.0.7, 256 bits)')).toBe(true)
  expect(isSoftwareName('ANGLE (NVIDIA GeForce RTX 4080 Direct3D11)')).toBe(false)
})
