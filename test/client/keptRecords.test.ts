import { expect, test } from 'vitest'
import { keptLine } from '../../client/live/keptRecords.ts'
import { RecordDesk } from '../../client/live/RecordDesk.ts'

const A = '00000000-0000-4000-8000-00000000000a'

function openPage(texts: Map<string, string>): RecordDesk {
  let ids = 0
  const shelf = {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
  }
  const desk: RecordDesk = new RecordDesk(
    keptLine(shelf, () => 0, {
      id: () => `${++ids}`,
      changed: () => undefined,
      tell: news => desk.hear(news),
    }),
  )
  return desk
}

test('what a browser keeps is there when the page comes back, with undo as long as it stays', async () => {
  const texts = new Map<string, string>()
  const first = openPage(texts)
  await first.join()
  first.edit([{ type: 'view', id: A, fields: { name: 'harbour', order: 1 } }])
  await expect.poll(() => first.pending).toBe(0)
  first.edit([{ type: 'view', id: A, fields: { name: 'quay' } }])
  await expect.poll(() => first.pending).toBe(0)
  const second = openPage(texts)
  await second.join()
  expect(second.get(A)?.value).toEqual({ name: 'quay', order: 1 })
  first.undo()
  await expect.poll(() => first.pending).toBe(0)
  expect(first.get(A)?.value).toEqual({ name: 'harbour', order: 1 })
  expect(first.lost).toEqual([])
})

test('what lies on the shelf and is no record does not stop the page', async () => {
  const desk = openPage(new Map([['twin.records', '{"broken']]))
  await desk.join()
  expect(desk.all('view')).toEqual([])
})
