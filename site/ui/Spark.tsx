import { sparkPoints } from './chart.ts'

/** The trend of a few weeks, its last point marked. `label` says the finding. */
export function Spark({
  values,
  label,
  width = 72,
  height = 18,
}: {
  values: readonly number[]
  label: string
  width?: number
  height?: number
}) {
  if (values.length === 0) return <span class="subtle">–</span>
  const points = sparkPoints(values, width - 6, height - 6)
  const last = points.at(-1)
  return (
    <svg width={width} height={height} role="img" aria-label={label} class="text-d1">
      <g transform="translate(2 3)" fill="none" stroke="currentColor" stroke-width="1.5">
        <polyline
          points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
          stroke-linejoin="round"
        />
        {last && <circle cx={last.x} cy={last.y} r="2" fill="currentColor" stroke="none" />}
      </g>
    </svg>
  )
}
