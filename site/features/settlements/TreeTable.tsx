import { useRef, useState } from 'preact/hooks'
import type { SummaryRow } from '#api/settlements/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { Empty } from '../../ui/Empty.tsx'
import { monthName } from '../../ui/MonthSwitch.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import type { Selection } from '../../ui/selection.ts'
import { PickPage } from '../../ui/TableHead.tsx'
import { BranchRows } from './BranchRows.tsx'
import { SumCells } from './RowCells.tsx'
import { branches, sumOf } from './summary.ts'
import type { Place } from './url-state.ts'

type Props = {
  place: Place
  /** `rows` are those of the direction; `all` of the month, for the rows below them. */
  rows: readonly SummaryRow[] | undefined
  all: readonly SummaryRow[]
  /** Undefined for people who may only read. */
  selection: Selection | undefined
}

/** Companies with their shops: the rows of a branch add up to it, and all branches to the total. */
export function TreeTable({ place, rows, all, selection }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const tree = rows && branches(rows, place.direction === 'hq_agency' ? all : [])
  const toggle = (id: string, open: boolean) => {
    const next = new Set(opened)
    if (open) next.add(id)
    else next.delete(id)
    setOpened(next)
  }
  const keys = (event: KeyboardEvent) => {
    const row = event.target
    if (!(row instanceof HTMLTableRowElement) || event.isComposing) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const id = row.dataset.branch
    const acts: Record<string, (() => void) | undefined> = {
      KeyJ: () => step(row, 1),
      ArrowDown: () => step(row, 1),
      KeyK: () => step(row, -1),
      ArrowUp: () => step(row, -1),
      ArrowRight: id ? () => toggle(id, true) : undefined,
      ArrowLeft: id ? () => toggle(id, false) : undefined,
      KeyX: id && selection ? () => selection.toggle(id, event.shiftKey) : undefined,
    }
    const act = acts[event.code]
    if (!act) return
    event.preventDefault()
    act()
  }
  const total = rows && sumOf(rows)
  const width = selection ? 9 : 8
  return (
    <table
      class="table wide tree"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is the native base of an ARIA treegrid
      role="treegrid"
      aria-busy={rows === undefined}
    >
      <caption class="vh">{t('settlements.list')}</caption>
      <Head place={place} selection={selection} ids={tree?.map(({ row }) => row.payee.id) ?? []} />
      {!tree && <SkeletonRows rows={8} columns={width} />}
      {tree?.length === 0 && (
        <tbody>
          <tr>
            <td colSpan={width}>
              <Empty
                icon="receipt-text"
                title={t('settlements.empty', { month: monthName(place.month) })}
                text={t('settlements.empty_text')}
              />
            </td>
          </tr>
        </tbody>
      )}
      {tree && tree.length > 0 && (
        <tbody ref={body} onKeyDown={keys}>
          {tree.map((branch, index) => (
            <BranchRows
              key={branch.row.payee.id}
              branch={branch}
              today={place.today}
              payeeTier={place.direction === 'hq_agency' ? 'agency' : 'retail'}
              isOpen={opened.has(branch.row.payee.id)}
              isStop={cursor ? cursor === branch.row.payee.id : index === 0}
              selection={selection}
              onFocus={() => setCursor(branch.row.payee.id)}
              onToggle={(open) => toggle(branch.row.payee.id, open)}
            />
          ))}
        </tbody>
      )}
      {rows && total && rows.length > 0 && (
        <tfoot>
          <tr>
            {selection && <td />}
            <td>
              {t('settlements.total')}{' '}
              <span class="subtle font-normal">
                {t(
                  place.direction === 'hq_agency'
                    ? 'settlements.total_agencies'
                    : 'settlements.total_shops',
                  { count: rows.length },
                )}
              </span>
            </td>
            <SumCells sums={total} strong />
            <td class="max-md:hidden" />
            <td />
          </tr>
        </tfoot>
      )}
    </table>
  )
}

function Head({
  place,
  selection,
  ids,
}: Pick<Props, 'place' | 'selection'> & { ids: readonly string[] }) {
  return (
    <thead>
      <tr>
        {selection && <PickPage selection={selection} ids={ids} />}
        <th scope="col">{t('settlements.company')}</th>
        <th scope="col" class="num max-md:hidden">
          {t('settlements.orders')}
        </th>
        <th scope="col" class="num max-lg:hidden">
          {t('settlements.order_won')}
        </th>
        <th scope="col" class="num max-lg:hidden">
          {t('settlements.sim_won')}
        </th>
        <th scope="col" class="num max-lg:hidden">
          {t('settlements.other_won')}
        </th>
        <th scope="col" class="num sorted">
          {t(place.pays ? 'settlements.total_out' : 'settlements.total_in')}
        </th>
        <th scope="col" class="max-md:hidden">
          {t('settlements.due')}
        </th>
        <th scope="col">{t('settlements.state')}</th>
      </tr>
    </thead>
  )
}

/** Moves to the next or previous visible row, opened shops included. */
function step(row: HTMLTableRowElement, by: 1 | -1) {
  const next = by === 1 ? row.nextElementSibling : row.previousElementSibling
  if (next instanceof HTMLTableRowElement) next.focus()
}
