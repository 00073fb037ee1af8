import { judge, median, type Verdict } from '../verdict.ts'
import { figures, type Row } from './row.ts'

/** Samples of memory a second, and the second by which a stalled viewer's memory must have stopped growing. */
const SAMPLES = 2
const FLAT_FROM = 5

/** Goals of a stream of updates to viewers that all keep up. */
export function streamVerdicts(rows: readonly Row[], workload: string): Verdict[] {
  const of = (peer: string, key: 'arrivalP99' | 'bytesPerUpdate' | 'cpuPerMUpd') =>
    figures(rows, workload, peer, row => row[key])
  const against = (metric: string, peer: string, key: Parameters<typeof of>[1], most: number) =>
    judge(metric, of('ours', key), of(peer, key), most)
  const alone = of('ours-fan', 'cpuPerMUpd')
  return [
    against('bytes an update, against the JSON batch', 'sio-json', 'bytesPerUpdate', 1 / 20),
    against('bytes an update, against the float32 delta', 'ws-bin', 'bytesPerUpdate', 1 / 2),
    against('p99 arrival ms, against raw ws', 'ws-bin', 'arrivalP99', 1.25),
    against('p99 arrival ms, against Socket.IO binary', 'sio-bin', 'arrivalP99', 1),
    against(
      'CPU s for a million updates, against raw ws; ingest, alarms and history on',
      'ws-bin',
      'cpuPerMUpd',
      2,
    ),
    ...(alone.length > 0
      ? [judge('CPU s for a million updates, fan-out alone', alone, of('ws-bin', 'cpuPerMUpd'), 1.25)]
      : []),
  ]
}

/** Goals when 10 of 60 viewers stop reading, beside the same run in which none does. */
export function stallVerdicts(rows: readonly Row[]): Verdict[] {
  const p99 = (workload: string) => figures(rows, workload, 'ours', row => row.arrivalP99)
  const grown = (peer: string) => [
    Math.max(0, median(growths(rows, 'STALL', peer)) - median(growths(rows, 'CALM', peer))),
  ]
  const late = (peer: string) => figures(rows, 'STALL', peer, ({ rssT }) => rssT && growthSince(rssT))
  return [
    judge('MB that stalled viewers add, against JSON', grown('ours'), grown('sio-json'), 1 / 10),
    judge('MB grown between 5 s and the end, against JSON', late('ours'), late('sio-json'), 1 / 10),
    judge("others' p99 arrival ms, stalled against none stalled", p99('STALL'), p99('CALM'), 1.1),
  ]
}

/** Goals of the most viewers served with a p99 under 250 ms: here a small ratio is a peer that serves fewer than we. */
export function fanVerdicts(rows: readonly Row[]): Verdict[] {
  const most = (peer: string) => figures(rows, 'FAN', peer, row => row.maxClients)
  const atLeast = (metric: string, peer: string, ratio: number): Verdict => {
    const { ours: theirs, peer: own, ...verdict } = judge(metric, most(peer), most('ours'), ratio)
    return { ...verdict, ours: own, peer: theirs }
  }
  return [
    atLeast('viewers with p99 < 250 ms: raw ws has of ours', 'ws-bin', 1),
    atLeast('viewers with p99 < 250 ms: Socket.IO binary has of ours', 'sio-bin', 1 / 2),
  ]
}

function growths(rows: readonly Row[], workload: string, peer: string): number[] {
  return figures(rows, workload, peer, ({ rssMax, rssConnected }) =>
    rssMax === undefined || rssConnected === undefined ? undefined : rssMax - rssConnected,
  )
}

/** Memory at the end over memory at FLAT_FROM seconds, a second's median each; what shrank counts as flat. */
function growthSince(memory: readonly number[]): number {
  const from = FLAT_FROM * SAMPLES
  return Math.max(0, median(memory.slice(-2 * SAMPLES)) - median(memory.slice(from, from + 2 * SAMPLES)))
}
