import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { digits, percent } from '../lib/format.ts'
import { t } from '../lib/i18n/t.ts'
import { Icon } from './Icon.tsx'

type Props = {
  name: string
  done: number
  /** Undefined until it is counted. */
  all: number | undefined
  secondsLeft?: number | undefined
  /** A cancel button, or whatever is possible now. */
  children?: ComponentChildren
}

/** A long job: determinate bar, rows done of all, time left once it is stable. Announced at 0, 50, 100 %. */
export function Progress({ name, done, all, secondsLeft, children }: Props) {
  const ratio = all ? Math.min(1, done / all) : 0
  const shown = percent(Math.floor(ratio * 100) / 100)
  const spoken = ratio >= 1 ? 100 : ratio >= 0.5 ? 50 : 0
  const [said, setSaid] = useState(spoken)
  useEffect(() => setSaid(spoken), [spoken])
  return (
    <div class="job">
      <span class="flex min-w-0 items-center gap-2">
        <Icon name="file-spreadsheet" />
        <span class="med trunc n">{name}</span>
      </span>
      <span class="n muted">{all ? shown : '–'}</span>
      <div
        class="meter"
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={all ? Math.floor(ratio * 100) : undefined}
      >
        <i style={{ width: `${ratio * 100}%` }} />
      </div>
      <span class="n muted text-t12">
        {all ? t('ui.rows_done', { done: digits(done), all: digits(all) }) : t('ui.working')}
        {secondsLeft !== undefined && ` · ${t('ui.seconds_left', { n: secondsLeft })}`}
      </span>
      <span class="flex justify-end gap-1">{children}</span>
      <span class="vh" aria-live="polite">
        {t('ui.percent_done', { n: said })}
      </span>
    </div>
  )
}
