import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { PointSpec } from '../../../../models/kind.ts'
import type { Instant } from '../../../../models/units.ts'
import type { Trace } from '../../../live/assetHistory.ts'
import { formatClock } from '../../parts/formatTime.ts'
import { decimal, digitsOf } from '../../parts/formatValue.ts'

/** A drawn trend that can be shown anew and closed. */
export interface TrendDrawing {
  show(trace: Trace, now: Instant, minutes: number): void
  close(): void
}

/** Draw a point's course into an element, in the element's own colours, with its limits as lines. */
export function drawTrend(box: HTMLElement, spec: PointSpec, language: string): TrendDrawing {
  const style = getComputedStyle(box)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  const font = `${Math.round(rem * 0.69)}px ${style.fontFamily}`
  const digits = digitsOf(spec.resolution)
  const axis = {
    stroke: colour('--ink-3'),
    font,
    ticks: { show: false },
    grid: { stroke: colour('--line'), width: 1 },
  }
  const size = () => ({ width: Math.max(80, box.clientWidth), height: Math.max(60, box.clientHeight) })
  const stepped = spec.states !== undefined
  const steps = stepped && UPlot.paths.stepped ? { paths: UPlot.paths.stepped({ align: 1 }) } : {}
  const plot = new UPlot(
    {
      ...size(),
      padding: [rem * 0.4, rem * 1.1, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false }, y: { range: (_, low, high) => roomAround(low, high, spec) } },
      axes: [
        {
          ...axis,
          size: rem * 1.3,
          space: rem * 5,
          incrs: [60, 120, 180, 300],
          values: (_, marks) => marks.map(mark => formatClock(mark * 1000)),
        },
        {
          ...axis,
          size: rem * 2.9,
          space: rem * 1.8,
          values: (_, marks) =>
            marks.map(mark => (stepped && mark % 1 ? '' : decimal(mark, language, Math.max(digits, 0)))),
        },
      ],
      series: [
        {},
        { stroke: colour('--trend'), width: 1.75, points: { show: false }, spanGaps: false, ...steps },
      ],
      hooks: { drawAxes: [drawLimits] },
    },
    [[], []],
    box,
  )
  const observer = new ResizeObserver(() => plot.setSize(size()))
  observer.observe(box)

  function drawLimits({ ctx, bbox, scales }: UPlot): void {
    const { low, high, lowLow, highHigh } = spec.limits ?? {}
    const lines: [number | undefined, string][] = [
      [low, '--medium'],
      [high, '--medium'],
      [lowLow, '--high'],
      [highHigh, '--high'],
    ]
    ctx.save()
    ctx.setLineDash([4, 4])
    for (const [value, name] of lines) {
      const { min, max } = scales.y ?? {}
      if (value === undefined || value < (min ?? 0) || value > (max ?? 0)) continue
      const y = Math.round(plot.valToPos(value, 'y', true))
      ctx.strokeStyle = colour(name)
      ctx.beginPath()
      ctx.moveTo(bbox.left, y)
      ctx.lineTo(bbox.left + bbox.width, y)
      ctx.stroke()
    }
    ctx.restore()
  }

  return {
    show(trace, now, minutes) {
      plot.setData([trace.at.map(at => at / 1000), trace.value.slice()], true)
      plot.setScale('x', { min: now / 1000 - minutes * 60, max: now / 1000 })
    },
    close() {
      observer.disconnect()
      plot.destroy()
    },
  }
}

/** The values' span with room, never so narrow that noise looks like news. */
function roomAround(low: number | null, high: number | null, spec: PointSpec): [number, number] {
  if (spec.states) return [-0.2, spec.states.length - 0.8]
  const from = low ?? 0
  const to = high ?? 1
  const least = Math.max(spec.resolution * 10, Math.abs(to) * 0.02)
  const room = Math.max(least, to - from) * 0.15
  const middle = (from + to) / 2
  const half = Math.max(least, to - from) / 2 + room
  return [Math.max(spec.range[0] - room, middle - half), middle + half]
}
