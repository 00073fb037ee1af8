let known: boolean | undefined

/** True when this browser gives a WebGL 2 context. Asked once. */
export function hasWebgl(): boolean {
  known ??= ask()
  return known
}

function ask(): boolean {
  try {
    const context = document.createElement('canvas').getContext('webgl2')
    context?.getExtension('WEBGL_lose_context')?.loseContext()
    return context !== null
  } catch {
    return false
  }
}
