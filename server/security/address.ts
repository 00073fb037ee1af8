import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/** Address a request comes from, told by as many proxies of ours as stand in front (0: the peer itself). */
export function addressOf(request: IncomingMessage, proxies: number): string {
  const told = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '')
  const chain = [request.socket.remoteAddress ?? '', ...told.reverse()]
  return plain(chain[Math.min(proxies, chain.length - 1)]!)
}

/** What is counted as one caller: an IPv4 address, or the 64-bit network that one IPv6 subscriber is given. */
export function callerOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail = ''] = address.split('::')
  const left = head.split(':').filter(part => part !== '')
  const right = tail.split(':').filter(part => part !== '')
  const middle = address.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0
  const groups = [...left, ...Array<string>(middle).fill('0'), ...right]
  return `${groups
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/** True for this machine itself. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}

function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '').slice(0, 64)
}
