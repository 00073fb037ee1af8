import type { BufferAttribute, BufferGeometry, InterleavedBuffer } from 'three'

/**
 * Lets the main thread's copy of attributes (and of the index, as 'index') go once the GPU has them, all but those
 * named in `kept`. A driver that dropped its context asks for them a second time; `lost` is called then.
 */
export function releaseArrays(geometry: BufferGeometry, kept: readonly string[], lost: () => void): void {
  const stays = new Set(kept.map(name => sourceOf(geometry, name)))
  for (const name of ['index', ...Object.keys(geometry.attributes)]) {
    const source = sourceOf(geometry, name)
    if (!source || stays.has(source)) continue
    source.onUpload(() => {
      if (source.array.length === 0) lost()
      // Of the same kind, because the library reads the type of numbers from it.
      else source.array = source.array.slice(0, 0)
    })
  }
}

function sourceOf(geometry: BufferGeometry, name: string): BufferAttribute | InterleavedBuffer | null {
  const attribute = name === 'index' ? geometry.index : geometry.getAttribute(name)
  if (!attribute) return null
  return 'data' in attribute ? attribute.data : attribute
}
