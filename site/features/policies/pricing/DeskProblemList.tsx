import type { CompanyItem } from '#api/companies/contract.ts'
import type { Axes } from '#api/policies/axes.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Glyph } from '../../../ui/Glyph.tsx'
import { mended } from './mended.ts'
import { type Mend, mendsOf } from './mends.ts'
import { problemText } from './problem-words.ts'
import { blocksSaving, faultOf, type Problem, shopOf } from './problems.ts'
import type { Rates } from './use-rates.ts'

export type Props = {
  rates: Rates
  shops: readonly CompanyItem[]
  readOnly: boolean
  nameOf: (axes: Axes) => string
  onLook: (problem: Problem) => void
}

/** So many stand on the screen at once; the rest follow when these are settled. */
const SHOWN_MAX = 50

/** Each thing to decide, with what settles it in one press. */
export function DeskProblemList({ rates, shops, readOnly, nameOf, onLook }: Props) {
  const { problems, draft, change } = rates
  // Amounts are compared at places that orders have, not at those that the sheet leaves open.
  const sides = { gross: rates.gross, shares: rates.sides.shares }
  const titleOf = (problem: Problem) => {
    const retailId = shopOf(problem)
    const name = shops.find(({ id }) => id === retailId)?.name ?? '…'
    if (!('axes' in problem)) return t('deciding.problem.shop', { name })
    return retailId === null ? nameOf(problem.axes) : `${name} · ${nameOf(problem.axes)}`
  }
  const above = problems.filter((problem) => faultOf(problem) === 'above')
  const lowerAll = () =>
    change(
      above.reduce((now, problem) => {
        const lower = mendsOf(problem, sides).find(({ says }) => says === 'lower')
        return lower ? mended(now, problem, lower) : now
      }, draft),
    )
  return (
    <>
      {above.length > 1 && !readOnly && (
        <Button size="xs" class="mt-2" onClick={lowerAll}>
          {t('deciding.lower_all')}
        </Button>
      )}
      <ul>
        {problems.slice(0, SHOWN_MAX).map((problem) => (
          <li key={problem.key} class="problem-item">
            <span class={blocksSaving(problem) ? 's-stop' : 's-wait'}>
              <Glyph name={blocksSaving(problem) ? 'cross' : 'alert'} />
            </span>
            <div class="min-w-0">
              <button
                type="button"
                class="link-quiet hit med text-left"
                aria-label={t('deciding.go', { cell: titleOf(problem) })}
                onClick={() => onLook(problem)}
              >
                {titleOf(problem)}
              </button>
              <p class="muted n text-t12">{problemText(problem)}</p>
              {!readOnly && (
                <p class="mt-1.5 flex flex-wrap gap-1.5">
                  {mendsOf(problem, sides).map((mend) => (
                    <Button
                      key={`${mend.says} ${mend.won}`}
                      size="xs"
                      aria-label={t('deciding.mend_for', {
                        cell: titleOf(problem),
                        mend: mendText(mend),
                      })}
                      onClick={() => {
                        onLook(problem)
                        change(mended(draft, problem, mend))
                      }}
                    >
                      {mendText(mend)}
                    </Button>
                  ))}
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      {problems.length > SHOWN_MAX && (
        <p class="subtle pt-2 text-t12">
          {t('deciding.problems_more', { count: digits(problems.length - SHOWN_MAX) })}
        </p>
      )}
    </>
  )
}

const mendText = ({ says, won }: Mend) =>
  t(`deciding.mend.${says}`, { won: won === undefined ? '' : digits(won) })
