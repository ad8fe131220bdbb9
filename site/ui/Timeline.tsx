import type { ComponentChildren } from 'preact'
import type { GlyphName, StateRole } from '../lib/states.ts'
import { Glyph } from './Glyph.tsx'
import { Icon } from './Icon.tsx'
import type { IconName } from './icons.ts'
import { When } from './When.tsx'

export type Moment = {
  id: string
  at: string
  /** A state reached, or an icon for something else (memo, money). */
  mark: { glyph: GlyphName; role: StateRole } | { icon: IconName }
  what: ComponentChildren
  /** Who, where, how much: the quiet second part. */
  more?: ComponentChildren
  /** The second part on a line of its own (feeds). */
  stacked?: boolean
}

/** Events in the caller's order: newest last in a record, newest first in a feed. */
export function Timeline({
  items,
  as = 'short',
}: {
  items: readonly Moment[]
  as?: 'short' | 'time'
}) {
  return (
    <ol class="timeline">
      {items.map(({ id, at, mark, what, more, stacked }) => (
        <li key={id}>
          <span class={`mark${'role' in mark ? ` s-${mark.role}` : ''}`}>
            {'glyph' in mark ? <Glyph name={mark.glyph} /> : <Icon name={mark.icon} size={14} />}
          </span>
          <div class="min-w-0">
            <span class="n text-fg-strong">{what}</span>
            {more && <span class={`n subtle ${stacked ? 'block text-t12' : ''}`}> {more}</span>}
          </div>
          <span class="subtle text-t12">
            <When at={at} as={as} />
          </span>
        </li>
      ))}
    </ol>
  )
}
