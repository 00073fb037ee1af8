import { useThree } from '@react-three/fiber'
import { useMode } from '../state/view.ts'

/** Size of screen in CSS pixels for which signs and names are drawn as they are, and the most they grow. */
const WIDTH = 1_920
const HEIGHT = 1_080
const MOST = 2.2

/** How much larger signs, names and numbers are drawn: they grow with a wall screen and by what the mode asks. */
export function useSignScale(): number {
  const long = useThree(state => Math.max(state.size.width, state.size.height))
  const short = useThree(state => Math.min(state.size.width, state.size.height))
  const { signScale } = useMode()
  return Math.min(MOST, Math.max(1, Math.min(long / WIDTH, short / HEIGHT))) * signScale
}
