import { won } from '../../lib/format.ts'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { t } from '../../lib/i18n/t.ts'
import { Glyph } from '../../ui/Glyph.tsx'
import { Money } from '../../ui/Money.tsx'
import { MoneyInput } from '../../ui/MoneyInput.tsx'
import { Company } from '../../ui/TierMark.tsx'
import type { Balances, MonthOf } from './AllocateScreen.tsx'
import { Skeleton } from './AllocationSkeleton.tsx'
import { type Amounts, isUsable, itemsOf, type Period, totalOf } from './allocation.ts'

type Props = {
  balances: Balances['items'] | undefined
  month: MonthOf
  amounts: Amounts
  period: Period
  today: string
  readOnly: boolean
  problems: Readonly<Record<string, Key>>
  onAmount: (companyId: string, won: number | undefined) => void
}

/** Each agency's balance, what it gets, and what it then has. Enter goes to the next agency. */
export function AllocationTable(props: Props) {
  const { balances, month, amounts, period, today, readOnly, problems, onAmount } = props
  if (!balances) return <Skeleton />
  const total = totalOf(amounts)
  const counts = isUsable(period, today)
  return (
    <div class="frame">
      <table class="table allot">
        <caption class="vh">{t('rebates.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('rebates.agency')}</th>
            <th scope="col" class="num max-md:hidden">
              {t('rebates.month_given')}
            </th>
            <th scope="col" class="num max-md:hidden">
              {t('rebates.month_used')}
            </th>
            <th scope="col" class="num">
              {t('rebates.balance')}
            </th>
            {!readOnly && (
              <>
                <th scope="col" class="num amount">
                  {t('rebates.amount')}
                </th>
                <th scope="col" class="num">
                  {t('rebates.after')}
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
                  <Company tier="agency">{row.name}</Company>
                </th>
                <td class="num subtle max-md:hidden">
                  <Money won={month.get(row.companyId)?.allocatedWon} />
                </td>
                <td class="num subtle max-md:hidden">
                  <Money won={month.get(row.companyId)?.usedWon} />
                </td>
                <td class="num" data-label={t('rebates.balance')}>
                  <Money won={row.availableWon} />
                </td>
                {!readOnly && (
                  <>
                    <td class="num amount">
                      <MoneyInput
                        bare
                        label={t('rebates.amount_of', { name: row.name })}
                        error={problem && t(problem)}
                        value={amount}
                        onValue={(next) => onAmount(row.companyId, next)}
                      />
                    </td>
                    <td class="num" data-label={t('rebates.after')}>
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
              <td>{t('rebates.total', { count: itemsOf(amounts).length })}</td>
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
          <span>{t('ui.errors_in_form', { count: Object.keys(problems).length })}</span>
        </p>
      )}
    </div>
  )
}
