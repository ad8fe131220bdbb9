import { digits, won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { shortDate } from '../../lib/when.ts'
import { Glyph } from '../../ui/Glyph.tsx'
import { coverOf, type Source } from './cover.ts'

/** What is left after the amounts above; below zero it says so and sending is disabled. */
export function Remainder({
  sources,
  totalWon,
}: {
  /** Undefined until the own balance is known. */
  sources: readonly Source[] | undefined
  totalWon: number
}) {
  const cover = coverOf(sources ?? [])
  const left = cover - totalWon
  const isShort = sources !== undefined && left < 0
  return (
    <div class={`remainder${isShort ? ' short' : ''}`} role="status">
      {isShort && (
        <span class="s-stop">
          <Glyph name="alert" size={16} />
        </span>
      )}
      <p class="n">
        <span class="muted">{t('budget.left')}</span>{' '}
        <b class={isShort ? 'neg' : ''}>{sources ? won(left) : '–'}</b>{' '}
        <span class="subtle">{sources && t('budget.left_of', { won: digits(cover) })}</span>
      </p>
      <p class="subtle n text-t12">
        {isShort
          ? t(sources.length === 0 ? 'budget.no_cover' : 'budget.short', { won: digits(-left) })
          : sources && sources.length > 0 && <Sources sources={sources} />}
      </p>
    </div>
  )
}

const Sources = ({ sources }: { sources: readonly Source[] }) => (
  <>
    {sources.length > 1 && `${t('budget.sources')}: `}
    {sources
      .map(
        ({ start, end, availableWon }) =>
          `${t('budget.source', { start: shortDate(start), end: shortDate(end) })} ${won(availableWon)}`,
      )
      .join(' → ')}
  </>
)
