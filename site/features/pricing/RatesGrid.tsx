import type { PolicyDetail } from '#api/policies/contract.ts'
import type { CellCarrier } from '#db/words.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { MatrixGrid } from '../../ui/MatrixGrid.tsx'
import type { Values } from '../../ui/matrix/model.ts'
import { bandName, contractName } from '../orders/order-words.tsx'
import { bandHint } from '../policies/PriceTable.tsx'
import { type Amounts, type Draft, effective, keyOf } from './rates.ts'

export type RateMark = {
  locked?: true
  below?: string
  empty?: string
  problem?: string | undefined
  delta?: number | undefined
  changed?: boolean
}

/** What is to be said of one combination: HQ's amount and the margin, and whether it is too much. */
export function markOf(
  key: string,
  { draft, gross, saved }: { draft: Draft; gross: Amounts; saved: Draft },
): RateMark {
  const grossWon = gross.get(key)
  if (grossWon === undefined) return { locked: true, empty: t('pricing.not_sold') }
  const own = draft.cells.get(key)
  const gets = effective(draft, key, grossWon)
  const before = saved.cells.get(key)
  return {
    below: t('pricing.below', { hq: digits(grossWon), margin: digits(grossWon - gets) }),
    empty:
      gets === grossWon && draft.defaultWon === undefined
        ? t('pricing.empty_passed')
        : t('pricing.empty_default', { won: digits(gets) }),
    problem:
      own !== undefined && own > grossWon
        ? t(before === own ? 'pricing.lowered' : 'pricing.above', { hq: digits(grossWon) })
        : undefined,
    delta: own !== undefined && own !== before ? own - (before ?? gets) || undefined : undefined,
    changed: own !== before,
  }
}

type Props = {
  policy: PolicyDetail
  carrier: CellCarrier
  draft: Draft
  values: Values
  gross: Amounts
  saved: Draft
  readOnly: boolean
  onValues: (values: Values) => void
  onSave: () => void
}

/** The agency's own amounts of one carrier over HQ's. */
export function RatesGrid(props: Props) {
  const { policy, carrier, values, readOnly, onValues, onSave } = props
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
            props,
          )
        }
      />
    </div>
  )
}
