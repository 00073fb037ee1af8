import { useFrame, useThree } from '@react-three/fiber'
import { useEffect, useRef } from 'react'
import { TIER_SETTINGS, TierJudge } from '../gpu/tiers.ts'
import { softwareWebgl } from '../gpu/webgl.ts'
import { useView } from '../state/view.ts'
import type { WorldParts } from './World.tsx'

/** Device pixels drawn at most, so that a wall screen does not cost more than it shows. */
const MOST_PIXELS = 8_300_000
/** Seconds between two frames above which the picture was standing still. */
const STILL = 0.25

/** Chooses the quality tier by the graphics driver and by measured frame time, and puts it into force. */
export function Quality({ parts }: { parts: WorldParts }) {
  const setDpr = useThree(state => state.setDpr)
  const size = useThree(state => state.size)
  const invalidate = useThree(state => state.invalidate)
  const tier = useView(view => view.tier)
  const standing = useThree(state => state.performance.current) === 1
  const judge = useRef(new TierJudge())

  useEffect(() => {
    const { chosenTier, setTier } = useView.getState()
    setTier(chosenTier ?? (softwareWebgl() ? 'software' : 'medium'))
  }, [])

  useEffect(() => {
    const { pixelRatio, movingRatio } = TIER_SETTINGS[tier]
    const most = Math.sqrt(MOST_PIXELS / (size.width * size.height))
    setDpr(Math.min(pixelRatio, devicePixelRatio, Math.max(1, most)) * (standing ? 1 : movingRatio))
    invalidate()
  }, [tier, size, standing, setDpr, invalidate])

  useEffect(() => {
    const { shadow, detailReach } = TIER_SETTINGS[tier]
    parts.sun.setShadow(shadow)
    parts.uniforms.shared.uDetail.value.z = detailReach
    parts.materials.lean = tier === 'software'
    parts.sky.lean = tier === 'software'
    invalidate()
  }, [tier, parts, invalidate])

  useFrame((_, delta) => {
    const { tier, chosenTier, setTier } = useView.getState()
    if (chosenTier || delta > STILL) return
    const next = judge.current.judge(tier, delta * 1000)
    if (next !== tier) setTier(next)
  })
  return null
}
