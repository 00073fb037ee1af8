/** Topic filters with their holders, found by the topics they match (MQTT 3.1.1, 4.7). */
export class FilterTree<T> {
  private readonly root = node<T>()

  /** Put a holder under a filter, in place of what it had there. */
  set(filter: string, holder: string, value: T): void {
    let at = this.root
    for (const level of filter.split('/')) {
      let next = at.children.get(level)
      if (!next) at.children.set(level, (next = node()))
      at = next
    }
    at.holders.set(holder, value)
  }

  /** Take a holder from under a filter. */
  delete(filter: string, holder: string): void {
    prune(this.root, filter.split('/'), 0, holder)
  }

  /** What the holders of matching filters hold; a holder of several is there several times. */
  match(topic: string): T[] {
    const found: T[] = []
    walk(this.root, topic.split('/'), 0, found)
    return found
  }
}

interface Node<T> {
  readonly children: Map<string, Node<T>>
  readonly holders: Map<string, T>
}

function node<T>(): Node<T> {
  return { children: new Map(), holders: new Map() }
}

function walk<T>(at: Node<T>, levels: readonly string[], k: number, found: T[]): void {
  // A wildcard at the first level is not for topics that begin with $.
  const wild = k > 0 || !levels[0]!.startsWith('$')
  if (wild) found.push(...(at.children.get('#')?.holders.values() ?? []))
  if (k === levels.length) {
    found.push(...at.holders.values())
    return
  }
  const plus = wild && at.children.get('+')
  if (plus) walk(plus, levels, k + 1, found)
  const exact = at.children.get(levels[k]!)
  if (exact) walk(exact, levels, k + 1, found)
}

function prune<T>(at: Node<T>, levels: readonly string[], k: number, holder: string): void {
  if (k === levels.length) {
    at.holders.delete(holder)
    return
  }
  const next = at.children.get(levels[k]!)
  if (!next) return
  prune(next, levels, k + 1, holder)
  if (next.holders.size === 0 && next.children.size === 0) at.children.delete(levels[k]!)
}

/** True when a topic is among those of a filter. */
export function matches(filter: string, topic: string): boolean {
  const [wanted, levels] = [filter.split('/'), topic.split('/')]
  if (topic.startsWith('$') && (wanted[0] === '#' || wanted[0] === '+')) return false
  for (const [k, level] of wanted.entries()) {
    if (level === '#') return true
    if (k >= levels.length || (level !== '+' && level !== levels[k])) return false
  }
  return wanted.length === levels.length
}
