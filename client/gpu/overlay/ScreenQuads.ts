import { type InstancedBufferGeometry, Mesh, type ShaderMaterial, type Vector2 } from 'three'

/** Quads of constant size on the screen, in one draw call. The material's `uView` is the size of the picture in pixels of the signs. */
export class ScreenQuads extends Mesh<InstancedBufferGeometry, ShaderMaterial> {
  /** Screen pixels a pixel of the signs. Layouts are in the latter. */
  scaling = 1

  constructor(geometry: InstancedBufferGeometry, material: ShaderMaterial, order: number) {
    super(geometry, material)
    this.frustumCulled = false
    this.renderOrder = order
    this.onBeforeRender = renderer =>
      renderer
        .getDrawingBufferSize(material.uniforms.uView!.value as Vector2)
        .divideScalar(renderer.getPixelRatio() * this.scaling)
  }

  override dispose(): void {
    this.geometry.dispose()
    this.material.dispose()
  }
}
