import type { NotificationType } from '#db/words.ts'
import { Glyph } from '../../ui/Glyph.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { markOf } from './news.ts'

/** The state that was reached, or an icon for the kind of news. */
export function NewsMark({ type }: { type: NotificationType }) {
  const mark = markOf(type)
  return (
    <span class={`news-mark ${'role' in mark ? `s-${mark.role}` : 'subtle'}`}>
      {'glyph' in mark ? <Glyph name={mark.glyph} /> : <Icon name={mark.icon} size={15} />}
    </span>
  )
}
