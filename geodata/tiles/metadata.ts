import { PROVENANCES, type Provenance } from '../../models/asset.ts'
import { USES, type Use } from '../world.ts'

/** What a tile tells of one feature. */
export interface FeatureRow {
  /** Height above its foot, metres. */
  readonly height: number
  readonly use: Use
  readonly provenance: Provenance
  readonly name: string
}

/** EXT_structural_metadata with one table: ids first, first + 1 … and the rows. `add` stores bytes and answers the buffer view. */
export function featureTable(
  first: number,
  rows: readonly FeatureRow[],
  add: (bytes: Uint8Array) => number,
): Record<string, unknown> {
  const names = rows.map(row => new TextEncoder().encode(row.name))
  const offsets = new Uint32Array(rows.length + 1)
  names.forEach((name, i) => {
    offsets[i + 1] = offsets[i]! + name.length
  })
  const text = new Uint8Array(Math.max(1, offsets[rows.length]!))
  names.forEach((name, i) => {
    text.set(name, offsets[i]!)
  })
  return {
    schema: SCHEMA,
    propertyTables: [
      {
        class: 'building',
        count: rows.length,
        properties: {
          id: { values: add(bytesOf(Uint32Array.from(rows, (_, i) => first + i))) },
          height: { values: add(bytesOf(Float32Array.from(rows, row => row.height))) },
          use: { values: add(Uint8Array.from(rows, row => USES.indexOf(row.use))) },
          provenance: { values: add(Uint8Array.from(rows, row => PROVENANCES.indexOf(row.provenance))) },
          name: { values: add(text), stringOffsets: add(bytesOf(offsets)) },
        },
      },
    ],
  }
}

const SCHEMA = {
  id: 'changwon',
  enums: { use: enumOf(USES), provenance: enumOf(PROVENANCES) },
  classes: {
    building: {
      properties: {
        id: {
          type: 'SCALAR',
          componentType: 'UINT32',
          description: 'Feature id, the same in all tiles and in the site',
        },
        height: { type: 'SCALAR', componentType: 'FLOAT32', description: 'Metres above its foot' },
        use: { type: 'ENUM', enumType: 'use' },
        provenance: { type: 'ENUM', enumType: 'provenance' },
        name: { type: 'STRING', description: 'Korean name where it has one' },
      },
    },
  },
}

function enumOf(names: readonly string[]): object {
  return { valueType: 'UINT8', values: names.map((name, value) => ({ name, value })) }
}

function bytesOf(array: Uint32Array | Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}
