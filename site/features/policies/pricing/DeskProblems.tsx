import { digits } from '../../../lib/format.ts'
import { t, withWords } from '../../../lib/i18n/t.ts'
import { later } from '../../../ui/later.tsx'
import type { Props } from './DeskProblemList.tsx'

// Most of the time there is nothing to decide.
const DeskProblemList = later<Props>(() =>
  withWords(['deciding'], import('./DeskProblemList.tsx')).then((file) => file.DeskProblemList),
)

/** What the agency has to decide again, or for the first time. */
export function DeskProblems(props: Props) {
  const { problems } = props.rates
  return (
    <section class="desk-problems" aria-labelledby="pricing-problems">
      <header class="section-head">
        <h2 id="pricing-problems">{t('pricing.problems')}</h2>
        {problems.length > 0 && <span class="s-stop n">{digits(problems.length)}</span>}
      </header>
      {problems.length === 0 ? (
        <p class="subtle text-t12">{t('pricing.no_problems')}</p>
      ) : (
        <DeskProblemList {...props} />
      )}
    </section>
  )
}
