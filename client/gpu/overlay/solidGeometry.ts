import {
  BoxGeometry,
  BufferAttribute,
  type BufferGeometry,
  Color,
  CylinderGeometry,
  MathUtils,
  SphereGeometry,
} from 'three'
import { mergeGeometries } from 'three/addons/utils/BufferGeometryUtils.js'
import type { Form, Solid } from '../../../models/form.ts'

const tone = new Color()

/** One clean low-poly geometry of a form, its colours at the corners. */
export function solidGeometry({ solids }: Form): BufferGeometry {
  const pieces = solids.map(pieceOf)
  const whole = mergeGeometries(pieces)
  if (!whole) throw new Error('the parts of a form do not fit together')
  for (const piece of pieces) piece.dispose()
  return whole
}

function pieceOf(solid: Solid): BufferGeometry {
  const { colour, at, turn = {} } = solid
  const piece = bare(solid).toNonIndexed()
  if (turn.x) piece.rotateX(MathUtils.degToRad(turn.x))
  if (turn.z) piece.rotateZ(MathUtils.degToRad(turn.z))
  piece.translate(...at)
  tone.set(colour)
  const count = piece.getAttribute('position').count
  const colours = Float32Array.from({ length: count * 3 }, (_, i) => [tone.r, tone.g, tone.b][i % 3]!)
  piece.setAttribute('color', new BufferAttribute(colours, 3))
  piece.deleteAttribute('uv')
  return piece
}

function bare({ box, rod, ball }: Solid): BufferGeometry {
  if (box) return new BoxGeometry(...box)
  if (!rod) return new SphereGeometry(ball, 14, 9)
  const [radius, height, sides, top] = rod
  return new CylinderGeometry(top, radius, height, sides)
}
