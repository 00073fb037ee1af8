import { useFrame, useThree } from '@react-three/fiber'
import type { TilesRenderer } from '3d-tiles-renderer/three'
import { useEffect, useState } from 'react'
import type { HeightField } from '../../geodata/world.ts'
import { openTiles, tuneTiles } from '../gpu/openTiles.ts'
import { registerPicker } from '../gpu/pickers.ts'
import { pickTiles } from '../gpu/pickTiles.ts'
import { rayGround } from '../gpu/rayGround.ts'
import { TIER_SETTINGS } from '../gpu/tiers.ts'
import { here } from '../state/base.ts'
import { useView } from '../state/view.ts'
import { busy, probe } from './probe.ts'
import type { WorldParts } from './World.tsx'

/** Metres by which drawn ground may hide what the height table says is free. */
const SLACK = 6

/** Ground, water, roads and buildings, streamed as the camera needs them. */
export function Tiles({ parts, heights }: { parts: WorldParts; heights: HeightField }) {
  const camera = useThree(state => state.camera)
  const size = useThree(state => state.size)
  const invalidate = useThree(state => state.invalidate)
  const tier = useView(view => view.tier)
  const [tiles, setTiles] = useState<TilesRenderer | null>(null)

  useEffect(() => {
    const tiles = openTiles(here('/world/tileset.json'), parts.materials)
    let done = busy('tiles')
    const start = () => {
      done()
      done = busy('tiles')
    }
    const end = () => {
      done()
      if (tiles.root) probe.ready = true
      invalidate()
    }
    const redraw = () => invalidate()
    const reshade = () => {
      parts.sun.refresh()
      invalidate()
    }
    tiles.addEventListener('tiles-load-start', start)
    tiles.addEventListener('tiles-load-end', end)
    tiles.addEventListener('needs-render', redraw)
    tiles.addEventListener('needs-update', redraw)
    tiles.addEventListener('tile-visibility-change', reshade)
    tiles.addEventListener('load-error', report)
    const forget = registerPicker(ray =>
      pickTiles(ray, tiles, rayGround(ray, heights) + SLACK, id => parts.features.isHidden(id)),
    )
    setTiles(tiles)
    invalidate()
    return () => {
      setTiles(null)
      forget()
      done()
      tiles.dispose()
    }
  }, [parts, heights, invalidate])

  useEffect(() => {
    if (!tiles) return
    tiles.setCamera(camera)
    return () => {
      tiles.deleteCamera(camera)
    }
  }, [tiles, camera])

  useEffect(() => {
    if (tiles) tuneTiles(tiles, TIER_SETTINGS[tier])
    invalidate()
  }, [tiles, tier, invalidate])

  useFrame(() => {
    if (!tiles) return
    camera.updateMatrixWorld()
    tiles.setResolution(camera, size.width, size.height)
    tiles.update()
  })
  return tiles && <primitive object={tiles.group} />
}

function report({ url, error }: { url: string | URL; error: Error }): void {
  console.error(`tile ${url}: ${error.message}`)
}
