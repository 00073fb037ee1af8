/** Values of the claim by its whole name (https://twin.example/roles), else along a path of dots (realm_access.roles): text, lists, or the keys of a record. */
export function claimValues(claims: Readonly<Record<string, unknown>>, name: string): string[] {
  const whole = own(claims, name)
  const found = whole === undefined ? name.split('.').reduce(own, claims as unknown) : whole
  if (typeof found === 'object' && found !== null && !Array.isArray(found)) return Object.keys(found)
  return [found].flat().filter(value => typeof value === 'string')
}

function own(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Readonly<Record<string, unknown>>)[name]
    : undefined
}
