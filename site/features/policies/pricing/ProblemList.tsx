import type { CellCarrier } from '#db/words.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Glyph } from '../../../ui/Glyph.tsx'
import { bandName, contractName } from '../bands.ts'
import { problemText } from './RatesGrid.tsx'
import { type Amounts, atOf, type Problem } from './rates.ts'
import type { Rates } from './use-rates.ts'

type Props = {
  rates: Pick<Rates, 'draft' | 'problems' | 'conflicts' | 'carriers'>
  readOnly: boolean
  onShow: (carrier: CellCarrier) => void
  onCells: (cells: Amounts) => void
}

export function cellName(key: string): string {
  const { carrier, bandWon, months } = atOf(key)
  const cell = t('pricing.cell', { band: bandName(bandWon), months: contractName(months) })
  return `${t(`words.carrier.${carrier}`)} ${cell}`
}

/** What prevents saving or ordering, each with a one-press fix. */
export function ProblemList({ rates, readOnly, onShow, onCells }: Props) {
  const { draft, problems, conflicts } = rates
  const above = conflicts.default.length
  const idle = conflicts.unpriced.length
  const undecided = conflicts.undecided.length
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
                {digits(problem.ownWon)} · {problemText(problem, rates)}
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
        {idle > 0 && (
          <li>
            <span class="s-wait">
              <Glyph name="alert" />
            </span>
            <span>{t('pricing.unpriced', { count: idle })}</span>
          </li>
        )}
        {undecided > 0 && (
          <li>
            <span class="s-stop">
              <Glyph name="cross" />
            </span>
            <span>{t('pricing.undecided', { count: undecided })}</span>
          </li>
        )}
        {problems.length + above + idle + undecided === 0 && (
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
