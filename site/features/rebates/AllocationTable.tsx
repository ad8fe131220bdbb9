import { won } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Glyph } from '../../ui/Glyph.tsx'
import { Money } from '../../ui/Money.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import { Company } from '../../ui/TierMark.tsx'
import { Skeleton } from './AllocationSkeleton.tsx'
import { type Amounts, isUsable, itemsOf, type Period, totalOf } from './allocation.ts'
import type { Balances, MonthOf } from './balances.ts'
import type { MoveKind } from './kind.ts'

type Props = {
  kind: MoveKind
  balances: Balances['items'] | undefined
  month: MonthOf
  amounts: Amounts
  period: Period
  today: string
  readOnly: boolean
  problems: Readonly<Record<string, 'row_inactive' | 'row_gone'>>
  onAmount: (companyId: string, won: number | undefined) => void
}

/** Each company's balance, its amount, and the balance after. Enter moves to the next company. */
export function AllocationTable(props: Props) {
  const { kind, balances, month, amounts, period, today, readOnly, problems, onAmount } = props
  if (!balances) return <Skeleton />
  const total = totalOf(amounts)
  const counts = isUsable(period, today)
  return (
    <div class="frame">
      <table class="table allot">
        <caption class="vh">{kind.says('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{kind.says('agency')}</th>
            <th scope="col" class="num max-md:hidden">
              {t('rebates.month_given')}
            </th>
            <th scope="col" class="num max-md:hidden">
              {t('rebates.month_used')}
            </th>
            <th scope="col" class="num">
              {kind.says('balance')}
            </th>
            {!readOnly && (
              <>
                <th scope="col" class="num amount">
                  {kind.says('amount')}
                </th>
                <th scope="col" class="num">
                  {kind.says('after')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {balances.map((row) => {
            const amount = amounts[row.companyId]
            const problem = problems[row.companyId]
            return (
              <tr key={row.companyId} class={amount ? 'is-selected' : ''}>
                <th scope="row">
                  <Company tier={kind.tier}>{row.name}</Company>
                </th>
                <td class="num subtle max-md:hidden">
                  <Money won={month.get(row.companyId)?.allocatedWon} />
                </td>
                <td class="num subtle max-md:hidden">
                  <Money won={month.get(row.companyId)?.usedWon} />
                </td>
                <td class="num" data-label={kind.says('balance')}>
                  <Money won={row.availableWon} />
                </td>
                {!readOnly && (
                  <>
                    <td class="num amount">
                      <MoneyInput
                        bare
                        label={kind.says('amount_of', { name: row.name })}
                        error={problem && kind.says(problem)}
                        value={amount}
                        onValue={(next) => onAmount(row.companyId, next)}
                      />
                    </td>
                    <td class="num" data-label={kind.says('after')}>
                      <Money
                        won={row.availableWon + (counts ? (amount ?? 0) : 0)}
                        strong={Boolean(amount)}
                      />
                      {!counts && amount ? (
                        <span class="subtle block text-t12">
                          + <Money won={amount} /> {t('rebates.later')}
                        </span>
                      ) : null}
                    </td>
                  </>
                )}
              </tr>
            )
          })}
        </tbody>
        {!readOnly && (
          <tfoot>
            <tr>
              <td>
                {itemsOf(amounts).length > 0
                  ? t('rebates.total', { count: itemsOf(amounts).length })
                  : t('rebates.total_none')}
              </td>
              <td class="max-md:hidden" />
              <td class="max-md:hidden" />
              <td class="num max-sm:hidden">
                <Money won={balances.reduce((sum, row) => sum + row.availableWon, 0)} />
              </td>
              <td class="num amount" aria-live="polite">
                {won(total)}
              </td>
              <td class="num max-sm:hidden">
                <Money
                  won={
                    balances.reduce((sum, row) => sum + row.availableWon, 0) + (counts ? total : 0)
                  }
                />
              </td>
            </tr>
          </tfoot>
        )}
      </table>
      {Object.keys(problems).length > 0 && (
        <p class="help error s-stop p-2.5" role="alert">
          <Glyph name="cross" size={13} />
          <span>{t('errors.in_form', { count: Object.keys(problems).length })}</span>
        </p>
      )}
    </div>
  )
}
