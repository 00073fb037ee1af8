/** True when WebGL runs on the processor: SwiftShader, llvmpipe, Microsoft's basic driver. */
export function isSoftware(context: WebGLRenderingContext | WebGL2RenderingContext): boolean {
  const info = context.getExtension('WEBGL_debug_renderer_info')
  const name = String(context.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : context.RENDERER))
  return isSoftwareName(name)
}

let software: boolean | undefined

/** The same for the context this page would get. Asked once; true when there is none. */
export function softwareWebgl(): boolean {
  if (software === undefined) {
    const context = openContext()
    software = !context || isSoftware(context)
    if (context) closeContext(context)
  }
  return software
}

/** The same by the name a driver gives itself. */
export function isSoftwareName(name: string): boolean {
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(name)
}

function openContext(): WebGL2RenderingContext | null {
  try {
    return document.createElement('canvas').getContext('webgl2')
  } catch {
    return null
  }
}

function closeContext(context: WebGL2RenderingContext): void {
  context.getExtension('WEBGL_lose_context')?.loseContext()
}
