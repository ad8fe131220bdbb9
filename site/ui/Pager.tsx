import type { ComponentChildren } from 'preact'
import { digits } from '../lib/format.ts'
import { t } from '../lib/i18n/t.ts'
import { IconButton } from './Button.tsx'

type Props = {
  /** Number of the first row shown, from 1; 0 when there is none. */
  from: number
  to: number
  /** The number of rows of the whole filter, where it is counted. */
  count?: number | undefined
  onPrevious?: (() => void) | undefined
  onNext?: (() => void) | undefined
  /** The sum of the filter. */
  children?: ComponentChildren
}

/** The range of rows, the filter's sum, and the buttons. Pages follow the server's cursor. */
export function Pager({ from, to, count, onPrevious, onNext, children }: Props) {
  const range = { from: digits(from), to: digits(to) }
  return (
    <footer class="pager">
      <span class="n">
        {to === 0
          ? t('ui.rows_none')
          : count === undefined
            ? t('ui.rows_from', range)
            : t('ui.rows_range', { ...range, count: digits(count) })}
      </span>
      <span class="mx-auto n">{children}</span>
      <span class="flex gap-1">
        <IconButton
          icon="arrow-left"
          label={t('ui.previous')}
          disabled={!onPrevious}
          onClick={() => onPrevious?.()}
        />
        <IconButton
          icon="arrow-right"
          label={t('ui.next')}
          disabled={!onNext}
          onClick={() => onNext?.()}
        />
      </span>
    </footer>
  )
}
