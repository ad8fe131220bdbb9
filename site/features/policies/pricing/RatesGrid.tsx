import type { PolicyDetail } from '#api/policies/contract.ts'
import type { CellCarrier } from '#db/words.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { MatrixGrid } from '../../../ui/MatrixGrid.tsx'
import type { Values } from '../../../ui/matrix/model.ts'
import { bandHint, bandName, contractName } from '../bands.ts'
import { atOf, keyOf, type Problem } from './rates.ts'
import type { Rates } from './use-rates.ts'

export type RateMark = {
  locked?: true
  below?: string
  empty?: string
  problem?: string | undefined
  delta?: number | undefined
  changed?: boolean
}

/** What a cell without an amount by hand gives a shop. */
function emptyText({ draft }: Rates, getsWon: number | undefined, grossWon: number): string {
  if (getsWon === undefined) return t('pricing.empty_undecided')
  if (draft.rules.some(({ retailId }) => retailId === null))
    return t('pricing.empty_ruled', { won: digits(getsWon) })
  return getsWon === grossWon && draft.defaultWon === undefined
    ? t('pricing.empty_passed')
    : t('pricing.empty_default', { won: digits(getsWon) })
}

/** The notes on one combination: HQ's amount, the margin, and whether it is too much. */
export function markOf(key: string, rates: Rates): RateMark {
  const { draft, saved, places } = rates
  const place = places.get(key)
  if (!place) return { locked: true, empty: t('pricing.not_sold') }
  const { grossWon, getsWon } = place
  const own = draft.cells.get(key)
  const before = saved.cells.get(key)
  const problem = rates.problems.find((one) => one.key === key)
  return {
    below:
      getsWon === undefined
        ? t('pricing.below_undecided', { hq: digits(grossWon) })
        : t('pricing.below', { hq: digits(grossWon), margin: digits(grossWon - getsWon) }),
    empty: emptyText(rates, getsWon, grossWon),
    problem: problem && problemText(problem, rates),
    delta:
      own !== undefined && own !== before ? own - (before ?? getsWon ?? 0) || undefined : undefined,
    changed: own !== before,
  }
}

/**
 * Which of HQ's amounts the cell exceeds. An amount for all carriers can exceed that of one carrier with its
 * own grid.
 */
export function problemText(
  { key, carrier, grossWon, lowered }: Problem,
  { carriers }: Pick<Rates, 'carriers'>,
): string {
  const hq = digits(grossWon)
  if (atOf(key).carrier !== carrier && carriers.includes(carrier))
    return t('pricing.above_of', { carrier: t(`words.carrier.${carrier}`), hq })
  return t(lowered ? 'pricing.lowered' : 'pricing.above', { hq })
}

type Props = {
  policy: PolicyDetail
  carrier: CellCarrier
  rates: Rates
  values: Values
  readOnly: boolean
  onValues: (values: Values) => void
  onSave: () => void
}

/** The agency's own amounts of one carrier over HQ's. */
export function RatesGrid(props: Props) {
  const { policy, carrier, rates, values, readOnly, onValues, onSave } = props
  return (
    <div class="rates-grid">
      <MatrixGrid
        label={t('pricing.grid', { carrier: t(`words.carrier.${carrier}`) })}
        corner={
          <>
            {t('pricing.band')} <span class="subtle">{t('pricing.band_unit')}</span>
          </>
        }
        rows={policy.bandsWon.map((band, index) => ({
          name: bandName(band),
          hint: bandHint(policy, index),
        }))}
        columns={policy.months.map((months) => ({ name: contractName(months) }))}
        values={values}
        onValues={onValues}
        onSave={onSave}
        readOnly={readOnly}
        markOf={({ row, column }) =>
          markOf(
            keyOf({
              carrier,
              bandWon: policy.bandsWon[row] ?? 0,
              months: policy.months[column] ?? 0,
            }),
            rates,
          )
        }
      />
    </div>
  )
}
