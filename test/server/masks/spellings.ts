/** Other ways to write an address that a lenient server takes for the same one, as an attacker would try them. */
export function spellings(path: string, host: string): readonly string[] {
  const [way = '', query] = path.split('?')
  const asked = query === undefined ? '' : `?${query}`
  const [, first = '', ...rest] = way.split('/')
  const tail = rest.length > 0 ? `/${rest.join('/')}` : ''
  const last = way.slice(way.lastIndexOf('/') + 1)
  const parent = way.slice(0, way.lastIndexOf('/'))
  const ways = [
    way,
    `/${percent(first.slice(0, 1))}${first.slice(1)}${tail}`,
    `${parent}/${percent(last)}`,
    way.replace(/(?<=.)\/(?=[^/]*$)/, '%2f'),
    way.toUpperCase(),
    `/${first.toUpperCase()}${tail}`,
    `/${way}`,
    way.replace(/\/(?=[^/]*$)/, '//'),
    `${way}/`,
    `/.${way}`,
    `/world/..${way}`,
    `/api/%2e%2e${way}`,
    `/api/..%2f${way.slice(1)}`,
    `${way};x=1`,
    `${way}%00`,
    `${way}%20`,
    `/${way.slice(1).replaceAll('/', '\\')}`,
    `http://${host}${way}`,
    `HTTP://elsewhere.example${way}`,
  ]
  return [...ways.map(each => each + asked), `${way}?${query ? `${query}&${query}` : 'id=1&id=2'}`]
}

function percent(text: string): string {
  return [...Buffer.from(text)].map(byte => `%${byte.toString(16)}`).join('')
}
