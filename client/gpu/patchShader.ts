/** Replace each key by its text. Throws when three.js no longer has the place. */
export function patchShader(source: string, places: Readonly<Record<string, string>>): string {
  let text = source
  for (const [place, put] of Object.entries(places)) {
    if (!text.includes(place)) throw new Error(`the shader has no ${place}`)
    text = text.replace(place, () => put)
  }
  return text
}
