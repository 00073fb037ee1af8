import { beforeEach, expect, test } from 'vitest'
import { LAYERS } from '../../client/layers.ts'
import { openAddress } from '../../client/live/openAddress.ts'
import { MODES } from '../../client/modes.ts'
import { applyAddress, type Ground, presentAddress } from '../../client/state/address.ts'
import { useCamera } from '../../client/state/camera.ts'
import { useSelection } from '../../client/state/selection.ts'
import { useTime } from '../../client/state/time.ts'
import { readAddress, writeAddress } from '../../client/state/url.ts'
import { modeOf, useView } from '../../client/state/view.ts'
import { placeOfKey } from '../../models/placeKey.ts'
import type { Site } from '../../models/site.ts'
import type { GroundPoint } from '../../models/units.ts'

const site = {
  places: [{ id: 's1' }],
  plots: [{ key: 'hrtrmtsd' }],
  assets: [{ id: 'solar-1' }, { id: 'solar-2' }],
} as unknown as Site
const FEATURES = ['hjscgnmv', 'hjsnbsbd']
const ground: Ground = {
  site,
  featureOf: key => FEATURES.indexOf(key),
  keyOf: id => FEATURES[id]!,
}

const NAMES = LAYERS.map(({ name }) => name)

beforeEach(() => {
  useSelection.setState({ selected: null })
  useCamera.setState({ pose: null, flight: null })
  useTime.setState({ sceneTime: null })
  useView.setState(useView.getInitialState())
  useView.getState().declare(MODES, LAYERS)
})

test('an address put into force is the present address', () => {
  const query = '?c=1,2,3,4,5,6&l=parking,trees&s=asset:solar-2&t=2026-06-01T06:30&lang=ko&q=low'
  expect(applyAddress(readAddress(query, NAMES).address, ground)).toEqual([])
  const { flight } = useCamera.getState()
  expect(flight).toEqual({ eye: [1, 2, 3], target: [4, 5, 6], jump: true })
  useCamera.getState().report(flight!)
  expect(useSelection.getState().selected).toEqual({ type: 'asset', index: 1 })
  expect(writeAddress(presentAddress(ground))).toBe(query)
})

test.each(['asset:solar-9', 'place:s9', 'feature:pbbgdvmf', 'plot:pbbgdvmf'])(
  '%s is not in this site and is named',
  picked => {
    const problems = applyAddress(readAddress(`?s=${picked}&l=energy`, NAMES).address, ground)
    expect(problems).toEqual([{ parameter: 's', value: picked, remedy: 'selection' }])
    expect(useSelection.getState().selected).toBeNull()
    expect([...useView.getState().layers]).toEqual(['energy'])
  },
)

test('each mode keeps the layers it was left with', () => {
  const { setMode, toggleLayer } = useView.getState()
  toggleLayer('energy', true)
  setMode('plan')
  expect([...useView.getState().layers]).toEqual(['plots', 'labels', 'trees'])
  setMode('operate')
  expect([...useView.getState().layers]).toEqual(['control', 'labels', 'trees', 'energy'])
})

test('a path names a mode or none', () => {
  expect(modeOf('/tour', MODES)).toBe('tour')
  expect(modeOf('/kiosk/', MODES)).toBe('kiosk')
  expect(modeOf('/', MODES)).toBeNull()
  expect(modeOf('/bench', MODES)).toBeNull()
})

test.each(['feature:hjsnbsbd', 'plot:hrtrmtsd'])(
  '%s is selected by its lasting key and written back by it',
  picked => {
    expect(applyAddress(readAddress(`?s=${picked}`, NAMES).address, ground)).toEqual([])
    expect(writeAddress(presentAddress(ground))).toContain(`s=${picked}`)
  },
)

/** The numbers of two buildings, the second at the place of the key `hjsnbsbd`. */
const numbers = Uint32Array.from([0, oldWord(placeOfKey('hjsnbsbd')!)]).buffer
function oldWord([x, z]: GroundPoint): number {
  const cell = (v: number) => Math.floor((v + 16_384) / 0.5)
  return (cell(x) | (cell(z) << 16)) >>> 0
}

test('the number of an old link is looked up and becomes its key', async () => {
  const open = (query: string, fetched = Promise.resolve(numbers)) =>
    openAddress(readAddress(query, NAMES).address, ground, () => fetched)
  expect(await open('?s=feature:1&l=energy')).toEqual([])
  expect(useSelection.getState().selected).toEqual({ type: 'feature', id: 1 })
  expect(writeAddress(presentAddress(ground))).toContain('s=feature:hjsnbsbd')
  useSelection.setState({ selected: null })
  const lost = [{ parameter: 's', value: 'feature:2', remedy: 'selection' }]
  expect(await open('?s=feature:2')).toEqual(lost)
  expect(await open('?s=feature:2', Promise.reject(new Error('away')))).toEqual(lost)
  expect(useSelection.getState().selected).toBeNull()
})
