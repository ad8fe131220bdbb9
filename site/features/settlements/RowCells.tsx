import type { SummaryRow } from '#api/settlements/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { Money } from '../../ui/Money.tsx'
import { State } from '../../ui/State.tsx'
import { When } from '../../ui/When.tsx'
import { type Sums, stateOf } from './summary.ts'

/** Zero is shown as –, so that the figures that matter stand out. */
const Won = ({ won }: { won: number }) => <Money won={won === 0 ? undefined : won} />

/** The parts of an amount, in the same columns for a company, a shop and the total. */
export function SumCells({ sums, strong = false }: { sums: Sums; strong?: boolean }) {
  return (
    <>
      <td class="num max-md:hidden">
        <Won won={sums.orders} />
      </td>
      <td class="num max-lg:hidden">
        <Won won={sums.orderWon} />
      </td>
      <td class="num max-lg:hidden">
        <Won won={sums.simWon} />
      </td>
      <td class="num max-lg:hidden">
        <Won won={sums.otherWon} />
      </td>
      <td class={`num${strong ? ' strong' : ''}`}>
        <Money won={sums.totalWon} />
      </td>
    </>
  )
}

/** When it is due, and its state. */
export function StateCells({ row, today }: { row: SummaryRow; today: string }) {
  const { is, others } = stateOf(row, today)
  return (
    <>
      <td class="max-md:hidden">
        <When at={row.dueOn} as="date" />
      </td>
      <td>
        <State of="line" is={is} />
        {others > 0 && (
          <span class="subtle n text-t12"> {t('settlements.also', { count: others })}</span>
        )}
      </td>
    </>
  )
}
