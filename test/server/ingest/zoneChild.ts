/** What times without a zone are in a process whose own zone is another. */
import { readOffer } from '../../../server/ingest/readOffer.ts'
import { readTime } from '../../../server/ingest/readTime.ts'
import { stand } from './stand.ts'

const { points } = stand()
const sample = { asset: 'airstation', point: 'pm25', value: 22 }
const read = (at: string) => readOffer({ ...sample, at }, points)
console.log(
  JSON.stringify([
    process.env.TZ,
    read('2026-11-28T13:05:00'),
    read('2026-11-28T13:05:00+09:00'),
    readTime('2026-11-28 13:05', { zone: 'Asia/Seoul' }),
  ]),
)
