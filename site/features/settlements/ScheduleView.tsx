import type { SummaryRow } from '#api/settlements/contract.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Money } from '../../ui/Money.tsx'
import { monthName } from '../../ui/MonthSwitch.tsx'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { byDueDay, type DueDay, SHOWN } from './summary.ts'
import type { Place } from './url-state.ts'

const sumOf = ({ sums }: DueDay) => SHOWN.reduce((total, state) => total + sums[state].won, 0)
const Won = ({ won }: { won: number }) => <Money won={won === 0 ? undefined : won} />

/** What has to be paid by day, soonest first. */
export function ScheduleView({
  place,
  rows,
}: {
  place: Place
  rows: readonly SummaryRow[] | undefined
}) {
  const columns: Column<DueDay>[] = [
    {
      id: 'due',
      head: t('settlements.due'),
      cell: ({ dueOn }) => <span class="n med">{dueOn ?? t('settlements.no_due')}</span>,
    },
    {
      id: 'companies',
      head: t('settlements.schedule_companies'),
      align: 'num',
      cell: ({ companies }) => digits(companies),
    },
    ...SHOWN.map(
      (state): Column<DueDay> => ({
        id: state,
        head: t(`states.line.${state}`),
        align: 'num',
        priority: 2,
        cell: ({ sums }) => <Won won={sums[state].won} />,
      }),
    ),
    {
      id: 'total',
      head: t('settlements.total'),
      align: 'num',
      cell: (day) => <Money won={sumOf(day)} strong />,
    },
  ]
  return (
    <div class="scroller list-scroll">
      <Table
        caption={t('settlements.schedule')}
        columns={columns}
        rows={rows && byDueDay(rows, place.today)}
        keyOf={({ dueOn }) => dueOn ?? ''}
        nameOf={({ dueOn }) => dueOn ?? t('settlements.no_due')}
        empty={
          <Empty
            icon="receipt-text"
            title={t('settlements.empty', { month: monthName(place.month) })}
            text={t('settlements.empty_text')}
          />
        }
        skeletonRows={3}
        wide
      />
    </div>
  )
}
