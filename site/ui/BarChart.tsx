import { useState } from 'preact/hooks'
import { axisWon, won } from '../lib/format.ts'
import { t } from '../lib/i18n/t.ts'
import { useId } from '../lib/use-id.ts'
import { axisOf } from './chart.ts'
import { Icon } from './Icon.tsx'

export type Bar = {
  label: string
  value: number
  /** Hatched: an expected amount. */
  forecast?: boolean
  /** Hatched on top of the actual amount: the part still expected. */
  expected?: number
}
type Props = {
  title: string
  meta?: string
  bars: readonly Bar[]
  /** The finding in a sentence: what the chart shows. */
  label: string
  legend?: { actual: string; forecast: string }
  format?: { axis: (value: number) => string; full: (value: number) => string }
  height?: number
}

const WIDTH = 312
/** Room for the longest axis label, about seven units per character. */
const leftFor = (labels: readonly string[]) =>
  Math.max(24, ...labels.map((label) => label.length * 7 + 10))
const WON = { axis: axisWon, full: won }

/** Amounts over time, with the same figures as a table one press away; arrow keys read each bar out. */
export function BarChart(props: Props) {
  const { title, meta, bars, label, legend, format = WON, height = 206 } = props
  const [asTable, setAsTable] = useState(false)
  return (
    <section>
      <header class="section-head">
        <h2>{title}</h2>
        {meta && <span class="subtle text-t12">{meta}</span>}
        <div class="actions">
          <button type="button" class="btn ghost sm" onClick={() => setAsTable(!asTable)}>
            <Icon name="table-2" size={14} />
            {t(asTable ? 'ui.as_chart' : 'ui.as_table')}
          </button>
        </div>
      </header>
      {bars.length === 0 ? (
        <p class="subtle">{t('ui.no_data')}</p>
      ) : asTable ? (
        <table class="calc">
          <caption class="vh">{label}</caption>
          <tbody>
            {bars.map((bar) => (
              <tr key={bar.label}>
                <td class="n">
                  {bar.label} {bar.forecast && <span class="subtle">{legend?.forecast}</span>}
                </td>
                <td class="num">{format.full(bar.value)}</td>
                {bars.some((one) => one.expected) && (
                  <td class="num subtle">
                    {bar.expected ? `${legend?.forecast ?? ''} ${format.full(bar.expected)}` : ''}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <>
          <BarPicture bars={bars} label={label} height={height} format={format} legend={legend} />
          {legend && (
            <ul class="legend mt-2 justify-center">
              <li>
                <i class="swatch bg-d1" /> {legend.actual}
              </li>
              <li>
                <i class="swatch hatch" /> {legend.forecast}
              </li>
            </ul>
          )}
        </>
      )}
    </section>
  )
}

const wholeOf = ({ value, expected = 0 }: Bar) => value + expected

const readingOf = (bar: Bar, full: (value: number) => string, word = '') =>
  bar.expected ? `${full(bar.value)} · ${word} ${full(bar.expected)}` : full(bar.value)

type PictureProps = Required<Pick<Props, 'bars' | 'label' | 'height' | 'format'>> &
  Pick<Props, 'legend'>

function BarPicture(props: PictureProps) {
  const { bars, label, height, format, legend } = props
  const hatch = useId()
  const [at, setAt] = useState<number | undefined>(undefined)
  const { top, ticks } = axisOf(Math.max(...bars.map(wholeOf)))
  const left = leftFor(ticks.map(format.axis))
  const base = height - 22
  const yOf = (value: number) => base - (value / top) * (base - 10)
  const slot = (WIDTH - left) / bars.length
  const wide = Math.min(24, slot * 0.6)
  const read = at === undefined ? undefined : bars[at]
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    setAt(Math.max(0, Math.min(bars.length - 1, (at ?? (by > 0 ? -1 : bars.length)) + by)))
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys read the bars out
    <figure tabIndex={0} onKeyDown={keys} onBlur={() => setAt(undefined)}>
      <svg class="w-full" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={label}>
        <defs>
          <pattern
            id={hatch}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="5" height="5" class="fill-accent-soft" />
            <rect width="1.6" height="5" class="fill-d1" />
          </pattern>
        </defs>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={WIDTH} y1={yOf(tick)} y2={yOf(tick)} class="grid-line" />
            <text class="axis" x={left - 6} y={yOf(tick) + 4} text-anchor="end">
              {format.axis(tick)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => {
          const x = left + slot * index + (slot - wide) / 2
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: hovering repeats what the arrow keys do
            <g
              key={bar.label}
              onMouseEnter={() => setAt(index)}
              onMouseLeave={() => setAt(undefined)}
            >
              <rect x={left + slot * index} y="0" width={slot} height={height} fill="transparent" />
              <rect
                x={x}
                y={yOf(bar.value)}
                width={wide}
                height={Math.max(0, base - yOf(bar.value))}
                rx="1.5"
                fill={bar.forecast ? `url(#${hatch})` : 'var(--d1)'}
                class={bar.forecast ? 'bar-forecast' : ''}
              />
              {(bar.expected ?? 0) > 0 && (
                <rect
                  x={x}
                  y={yOf(wholeOf(bar))}
                  width={wide}
                  height={Math.max(0, yOf(bar.value) - yOf(wholeOf(bar)))}
                  rx="1.5"
                  fill={`url(#${hatch})`}
                  class="bar-forecast"
                />
              )}
              <text class="axis" x={x + wide / 2} y={height - 6} text-anchor="middle">
                {bar.label}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption class="n text-center text-t12 muted min-h-[18px]" aria-live="polite">
        {read && `${read.label} · ${readingOf(read, format.full, legend?.forecast)}`}
      </figcaption>
    </figure>
  )
}
