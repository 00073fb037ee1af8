// default feed adapter: one binary message per tick to the peer's feed port
import net from 'node:net'
import { encodeFeed } from '../lib/workload.mjs'
export async function connect({ feedPort }) {
  const s = net.connect(feedPort, '127.0.0.1')
  s.setNoDelay(true)
  await new Promise((ok, no) => {
    s.once('connect', ok)
    s.once('error', no)
  })
  return { send: t => s.write(encodeFeed(t)), close: () => s.destroy() }
}
