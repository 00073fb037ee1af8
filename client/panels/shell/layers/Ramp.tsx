/** A colour ramp as the picture has it, with its ends and middle in words. */
export function Ramp({
  label,
  colours,
  marks,
}: {
  readonly label: string
  readonly colours: readonly number[]
  readonly marks: readonly string[]
}) {
  return (
    <div className="ramp">
      <p className="figures-label">{label}</p>
      <i style={{ background: `linear-gradient(90deg, ${colours.map(css).join()})` }} aria-hidden="true" />
      <span>
        {marks.map(mark => (
          <b key={mark}>{mark}</b>
        ))}
      </span>
    </div>
  )
}

/** 0xRRGGBB as CSS. */
export function css(rgb: number): string {
  return `#${rgb.toString(16).padStart(6, '0')}`
}
