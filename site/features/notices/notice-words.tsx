import type { NoticeItem } from '#api/notices/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import type { GlyphName, StateRole } from '../../lib/states.ts'
import { dateOf } from '../../lib/when.ts'
import { Glyph } from '../../ui/Glyph.tsx'
import { StateGlyph } from '../../ui/State.tsx'

/** The days on which a notice is shown; `validTo` is the instant after the last. */
export const validityOf = ({ validFrom, validTo }: NoticeItem) =>
  validTo
    ? t('notices.from_to', { from: dateOf(validFrom), to: dateOf(Date.parse(validTo) - 1) })
    : t('notices.from_on', { from: dateOf(validFrom) })

const LOOKS: Record<NoticeItem['state'], [GlyphName, StateRole]> = {
  current: ['check', 'done'],
  scheduled: ['dashed', 'none'],
  past: ['slash', 'none'],
  withdrawn: ['cross', 'stop'],
}

export function NoticeState({ notice: { state } }: { notice: NoticeItem }) {
  const [glyph, role] = LOOKS[state]
  return (
    <span class={`st s-${role}`}>
      <Glyph name={glyph} />
      {t(`notices.state.${state}`)}
    </span>
  )
}

/** Whether the own company has confirmed it; nothing where nobody asks for it. */
export function NoticeReading({ notice }: { notice: NoticeItem }) {
  if (!notice.requiresReading || notice.isRead === undefined) return <span class="subtle">–</span>
  return (
    <span class="st">
      <StateGlyph of="ack" is={notice.isRead ? 'read' : 'unread'} />
      {t(notice.isRead ? 'notices.read' : 'notices.owed')}
    </span>
  )
}
