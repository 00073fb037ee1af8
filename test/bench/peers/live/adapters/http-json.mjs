// example for our own server: POST one JSON batch per tick (FEED_URL). The stamp rides along and must come back in the frames.
import { toJsonUpdates } from '../lib/workload.mjs'
export async function connect({ url, headers }) {
  return {
    send: t =>
      fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ timestamp: t.stamp, tick: t.tick, updates: toJsonUpdates(t) }),
      }).then(r => {
        if (!r.ok) throw new Error(`feed ${r.status}`)
      }),
    close() {},
  }
}
