import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cutOften } from './cutOften.ts'
import { killOften } from './killOften.ts'

const folder = mkdtempSync(join(tmpdir(), 'crash-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const KILLS = Number(process.env.KILLS ?? 5)
const CUTS = Number(process.env.CUTS ?? 10)

test(`no answered order is lost in ${KILLS} kills`, { timeout: 60_000 + KILLS * 2_000 }, async () => {
  const report = await killOften(KILLS, 20260512, folder)
  expect(report.lost).toEqual([])
  expect(report.answered).toBeGreaterThan(KILLS)
})

test(`no answered order is lost in ${CUTS} modelled power cuts`, {
  timeout: 60_000 + CUTS * 500,
}, async () => {
  const report = await cutOften(CUTS, 20260512, folder)
  expect(report.lost).toEqual([])
  expect(report.answered).toBeGreaterThan(CUTS)
})
