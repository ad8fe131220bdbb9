import type { CellCarrier } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { Glyph } from '../../ui/Glyph.tsx'
import { bandName, contractName } from '../orders/order-words.tsx'
import { type Amounts, atOf, type Draft, defaultAbove, type Problem } from './rates.ts'

type Props = {
  draft: Draft
  gross: Amounts
  problems: readonly Problem[]
  readOnly: boolean
  onShow: (carrier: CellCarrier) => void
  onCells: (cells: Amounts) => void
}

export function cellName(key: string): string {
  const { carrier, bandWon, months } = atOf(key)
  const cell = t('pricing.cell', { band: bandName(bandWon), months: contractName(months) })
  return `${t(`words.carrier.${carrier}`)} ${cell}`
}

/** What keeps the prices from being saved or orders from being taken, each with its one-press fix. */
export function ProblemList({ draft, gross, problems, readOnly, onShow, onCells }: Props) {
  const above = defaultAbove(draft, gross)
  const lower = (which: readonly Problem[]) =>
    onCells(
      new Map([...draft.cells, ...which.map(({ key, grossWon }) => [key, grossWon] as const)]),
    )
  return (
    <section class="side-list" aria-labelledby="pricing-problems">
      <header class="section-head">
        <h2 id="pricing-problems">{t('pricing.problems')}</h2>
        {problems.length > 0 && (
          <span class="subtle n text-t12">
            {t('pricing.problems_n', { count: problems.length })}
          </span>
        )}
        {problems.length > 1 && !readOnly && (
          <div class="actions">
            <Button size="xs" onClick={() => lower(problems)}>
              {t('pricing.fix_all')}
            </Button>
          </div>
        )}
      </header>
      <ul aria-live="polite">
        {problems.map((problem) => (
          <li key={problem.key}>
            <span class="s-stop">
              <Glyph name={problem.lowered ? 'alert' : 'cross'} />
            </span>
            <span class="min-w-0">
              <button
                type="button"
                class="link n text-left"
                aria-label={t('pricing.go', { cell: cellName(problem.key) })}
                onClick={() => onShow(atOf(problem.key).carrier)}
              >
                {cellName(problem.key)}
              </button>
              <span class="muted n block text-t12">
                {digits(problem.ownWon)} ·{' '}
                {t(problem.lowered ? 'pricing.lowered' : 'pricing.above', {
                  hq: digits(problem.grossWon),
                })}
              </span>
            </span>
            {!readOnly && (
              <Button
                size="xs"
                aria-label={t('pricing.fix_name', { cell: cellName(problem.key) })}
                onClick={() => lower([problem])}
              >
                {t('pricing.fix')}
              </Button>
            )}
          </li>
        ))}
        {above > 0 && (
          <li>
            <span class="s-wait">
              <Glyph name="alert" />
            </span>
            <span>{t('pricing.default_above', { count: above })}</span>
          </li>
        )}
        {problems.length === 0 && above === 0 && (
          <li class="subtle">
            <span class="s-done">
              <Glyph name="check" />
            </span>
            <span>{t('pricing.no_problems')}</span>
          </li>
        )}
      </ul>
    </section>
  )
}
