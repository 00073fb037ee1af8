/** The page that test/bench/peers/render measures: the product's own tiles, loader, state texture and picking, drawn as plainly as the harness asks. */

import {
  Color,
  LinearSRGBColorSpace,
  PerspectiveCamera,
  Raycaster,
  Scene,
  Vector2,
  WebGLRenderer,
} from 'three'
import { FeatureState } from '../gpu/FeatureState.ts'
import { openTiles } from '../gpu/openTiles.ts'
import { pickTiles } from '../gpu/pickTiles.ts'
import { eyeAt, FIELD_OF_VIEW } from './orbit.ts'
import { plainMaterial } from './plainMaterial.ts'

declare global {
  interface Window {
    benchEnv?: { readonly n: number }
    bench?: object
  }
}

const WIDTH = 1280
const HEIGHT = 720
const BASE = 0xb4bec8
const BACKGROUND = [16 / 255, 24 / 255, 32 / 255] as const

if (window.benchEnv) window.bench = start(window.benchEnv.n)
else
  document.getElementById('note')!.textContent =
    'This page is driven by `npm run bench -- render`; by itself it shows nothing.'

function start(n: number): object {
  const canvas = document.getElementById('picture') as HTMLCanvasElement
  const renderer = new WebGLRenderer({ canvas, antialias: false })
  renderer.setPixelRatio(1)
  renderer.setSize(WIDTH, HEIGHT, false)
  renderer.outputColorSpace = LinearSRGBColorSpace
  const scene = new Scene()
  scene.background = new Color(...BACKGROUND)
  const camera = new PerspectiveCamera(FIELD_OF_VIEW, WIDTH / HEIGHT, 10, 60_000)
  const state = new FeatureState(n)
  for (let id = 0; id < n; id++) state.set(id, BASE, 1)
  const material = plainMaterial(state.texture)
  const tiles = openTiles('./world/tileset.json', { of: () => material })
  tiles.errorTarget = 9
  // Tiles out of use go at once: what is measured is what the view needs.
  tiles.lruCache.minBytesSize = 0
  tiles.lruCache.unloadPercent = 1
  tiles.setCamera(camera)
  tiles.setResolution(camera, WIDTH, HEIGHT)
  scene.add(tiles.group)
  let loading = true
  tiles.addEventListener('tiles-load-start', () => {
    loading = true
  })
  tiles.addEventListener('tiles-load-end', () => {
    loading = false
  })

  const caster = new Raycaster()
  const at = new Vector2()
  /** Feature by building id and the other way round: tiles number their features in a row. */
  let featureOf = new Uint32Array()
  let idOf = new Uint32Array()

  const place = (t: number): void => {
    camera.position.set(...eyeAt(t, n))
    camera.lookAt(0, 0, 0)
    camera.updateMatrixWorld()
    tiles.update()
  }
  const settle = async (): Promise<void> => {
    for (let idle = 0; idle < 2; ) {
      tiles.update()
      idle = !loading && tiles.visibleTiles.size > 0 && tiles.loadProgress === 1 ? idle + 1 : 0
      await new Promise(resolve => setTimeout(resolve))
    }
  }
  const load = async (): Promise<void> => {
    const ids = fetch('./world/ids.bin').then(response => response.arrayBuffer())
    place(0)
    await settle()
    idOf = new Uint32Array(await ids)
    featureOf = new Uint32Array(idOf.length)
    idOf.forEach((id, feature) => {
      featureOf[id] = feature
    })
  }

  return {
    ready: load(),
    settle,
    frame(t: number): void {
      place(t)
      renderer.render(scene, camera)
    },
    recolour(ids: Uint32Array, rgb: Uint8Array): void {
      for (let i = 0; i < ids.length; i++)
        state.set(featureOf[ids[i]!]!, (rgb[i * 3]! << 16) | (rgb[i * 3 + 1]! << 8) | rgb[i * 3 + 2]!, 1)
      state.flush()
    },
    pick(x: number, y: number): number | null {
      caster.setFromCamera(at.set(((x + 0.5) / WIDTH) * 2 - 1, 1 - ((y + 0.5) / HEIGHT) * 2), camera)
      const hit = pickTiles(caster.ray, tiles, Number.POSITIVE_INFINITY)
      return hit?.target.type === 'feature' ? idOf[hit.target.id]! : null
    },
  }
}
