import type { ComponentChildren } from 'preact'
import { digits, won } from '../lib/format.ts'
import { t } from '../lib/i18n/t.ts'
import { IconButton } from './Button.tsx'

/** Appears with the first selected row: count, sum, and actions for all of them. */
export function BulkBar({
  count,
  said = t('ui.selected', { count: digits(count) }),
  sumWon,
  onClear,
  children,
}: {
  count: number
  /** The name of the selected things; "rows" by default. */
  said?: string
  sumWon?: number | undefined
  onClear: () => void
  /** Buttons; one that some rows do not allow is disabled, with its reason. */
  children: ComponentChildren
}) {
  if (count === 0) return null
  return (
    <section class="bulk" aria-label={said} data-theme-inverse>
      <span class="n" aria-live="polite">
        {said}
        {sumWon !== undefined && (
          <>
            {' · '}
            <b>{won(sumWon)}</b>
          </>
        )}
      </span>
      <hr />
      {children}
      <hr />
      <IconButton icon="x" label={t('ui.clear_selection')} onClick={onClear} />
    </section>
  )
}
