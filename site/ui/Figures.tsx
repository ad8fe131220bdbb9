import type { ComponentChildren } from 'preact'
import { digits, unitAfter } from '../lib/format.ts'
import type { GlyphName, StateRole } from '../lib/states.ts'
import { Glyph } from './Glyph.tsx'

export type Figure = {
  label: string
  /** Undefined while it loads: the space is kept. */
  value: number | undefined
  /** `원`, `건`, `곳`; won by default. */
  unit?: string
  note?: ComponentChildren
  /** The state that this figure counts. */
  glyph?: { name: GlyphName; role: StateRole }
  /** The list of its lines: every total links to them. */
  href?: string
}

/** At most five figures in one strip. */
export function Figures({ items, label }: { items: readonly Figure[]; label: string }) {
  return (
    <section class="figures" aria-label={label}>
      <dl>
        {items.map((item) => (
          <div key={item.label}>
            <dt>
              {item.glyph && (
                <span class={`s-${item.glyph.role}`}>
                  <Glyph name={item.glyph.name} />
                </span>
              )}
              {item.label}
            </dt>
            <dd>
              <p class="value">
                <FigureValue item={item} />
              </p>
              {/* Invisible while loading, but already with its lines, so that nothing below moves. */}
              <p class={`note-line${item.value === undefined ? ' invisible' : ''}`}>{item.note}</p>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function FigureValue({ item }: { item: Figure }) {
  if (item.value === undefined) return <span class="sk tall w96" />
  const text = (
    <>
      <span class={item.value < 0 ? 'neg' : ''}>{digits(item.value)}</span>
      <small>{unitAfter(item.unit)}</small>
    </>
  )
  return item.href ? (
    <a href={item.href} class="hover:underline">
      {text}
    </a>
  ) : (
    text
  )
}
