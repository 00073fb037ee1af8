import { beforeEach, expect, test } from 'vitest'
import { LAYERS } from '../../client/layers.ts'
import { MODES } from '../../client/modes.ts'
import { applyAddress, presentAddress } from '../../client/state/address.ts'
import { useCamera } from '../../client/state/camera.ts'
import { useSelection } from '../../client/state/selection.ts'
import { useTime } from '../../client/state/time.ts'
import { readAddress, writeAddress } from '../../client/state/url.ts'
import { modeOf, useView } from '../../client/state/view.ts'
import type { Site } from '../../models/site.ts'

const site = {
  features: 100,
  places: [{ id: 's1' }],
  assets: [{ id: 'solar-1' }, { id: 'solar-2' }],
} as unknown as Site

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
  expect(applyAddress(readAddress(query, NAMES).address, site)).toEqual([])
  const { flight } = useCamera.getState()
  expect(flight).toEqual({ eye: [1, 2, 3], target: [4, 5, 6], jump: true })
  useCamera.getState().report(flight!)
  expect(useSelection.getState().selected).toEqual({ type: 'asset', index: 1 })
  expect(writeAddress(presentAddress(site))).toBe(query)
})

test.each(['asset:solar-9', 'place:s9', 'feature:100'])('%s is not in this site and is named', picked => {
  const problems = applyAddress(readAddress(`?s=${picked}&l=energy`, NAMES).address, site)
  expect(problems).toEqual([{ parameter: 's', value: picked, remedy: 'selection' }])
  expect(useSelection.getState().selected).toBeNull()
  expect([...useView.getState().layers]).toEqual(['energy'])
})

test('each mode keeps the layers it was left with', () => {
  const { setMode, toggleLayer } = useView.getState()
  toggleLayer('energy', true)
  setMode('plan')
  expect([...useView.getState().layers]).toEqual(['labels', 'trees'])
  setMode('operate')
  expect([...useView.getState().layers]).toEqual(['control', 'labels', 'trees', 'energy'])
})

test('a path names a mode or none', () => {
  expect(modeOf('/tour', MODES)).toBe('tour')
  expect(modeOf('/kiosk/', MODES)).toBe('kiosk')
  expect(modeOf('/', MODES)).toBeNull()
  expect(modeOf('/bench', MODES)).toBeNull()
})
