/** What tags can say: numbers, units and the sign of a car park. */
const CHARACTERS = '0123456789.-+°%PCMWkmsµg/ '
/** CSS pixels across a cell; atlas pixels a CSS pixel. */
export const GLYPH_CELL = 20
const SHARP = 2
const FONT = `600 ${13 * SHARP}px 'Pretendard Variable', Pretendard, sans-serif`
/** Cell of the solid block that chips are made of. */
export const BLOCK = 0

/** A row of cells: the block, then the characters in white on black. */
export interface GlyphAtlas {
  readonly canvas: HTMLCanvasElement
  readonly count: number
  /** Cell and advance in CSS pixels by character. */
  readonly glyphs: ReadonlyMap<string, { readonly cell: number; readonly width: number }>
}

/** Draw the characters once. The font must be loaded. Throws where the browser has no 2D canvas. */
export function glyphAtlas(): GlyphAtlas {
  const count = CHARACTERS.length + 1
  const side = GLYPH_CELL * SHARP
  const canvas = document.createElement('canvas')
  canvas.width = count * side
  canvas.height = side
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser has no 2D canvas for tags')
  pen.fillStyle = '#000'
  pen.fillRect(0, 0, canvas.width, side)
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, side, side)
  pen.font = FONT
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  const glyphs = new Map<string, { cell: number; width: number }>()
  ;[...CHARACTERS].forEach((character, i) => {
    const cell = i + 1
    pen.fillText(character, (cell + 0.5) * side, side * 0.54)
    glyphs.set(character, { cell, width: pen.measureText(character).width / SHARP })
  })
  return { canvas, count, glyphs }
}
