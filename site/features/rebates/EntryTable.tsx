import type { BudgetEntry } from '#api/rebates/contract.ts'
import { signed, unitAfter } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { dateOf } from '../../lib/when.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Money } from '../../ui/Money.tsx'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { When } from '../../ui/When.tsx'

/** The kind of transfer in one word. */
const Kind = ({ kind }: Pick<BudgetEntry, 'kind'>) => (
  <span class="med">{t(`ledger.transfer.${kind}`)}</span>
)

/** The other company, or the order as a link. */
function Partner({ entry: { orderId, orderNumber, counterparty } }: { entry: BudgetEntry }) {
  if (orderId && orderNumber)
    return (
      <a class="link n" href={`/orders?order=${orderId}`}>
        {orderNumber}
      </a>
    )
  return counterparty ? <span>{counterparty}</span> : <span class="subtle">–</span>
}

/** A part that a transfer did not touch is empty. Outgoing amounts are normal, so not in red. */
const Delta = ({ won }: { won: number }) =>
  won === 0 ? null : <span class="n">{signed(won)}</span>

const COLUMNS: readonly (Omit<Column<BudgetEntry>, 'head'> & {
  head: 'at' | 'kind' | 'with' | 'available' | 'held_delta' | 'used_delta' | 'after_of'
})[] = [
  { id: 'at', head: 'at', cell: ({ at }) => <When at={at} /> },
  { id: 'kind', head: 'kind', cell: (entry) => <Kind {...entry} /> },
  { id: 'with', head: 'with', cell: (entry) => <Partner entry={entry} /> },
  {
    id: 'available',
    head: 'available',
    align: 'num',
    cell: ({ availableWon }) => <Delta won={availableWon} />,
  },
  {
    id: 'held',
    head: 'held_delta',
    align: 'num',
    priority: 2,
    cell: ({ heldWon }) => <Delta won={heldWon} />,
  },
  {
    id: 'used',
    head: 'used_delta',
    align: 'num',
    priority: 2,
    cell: ({ usedWon }) => <Delta won={usedWon} />,
  },
  {
    id: 'after',
    head: 'after_of',
    align: 'num',
    cell: ({ balanceAfterWon }) => <Money won={balanceAfterWon} strong />,
  },
]

/** Entries, newest first: what moved and what was left afterwards. */
export function EntryTable({ entries }: { entries: readonly BudgetEntry[] | undefined }) {
  return (
    <Table
      caption={t('ledger.list')}
      columns={COLUMNS.map((column) => ({ ...column, head: t(`ledger.${column.head}`) }))}
      rows={entries}
      keyOf={({ id }) => id}
      nameOf={({ kind, at }) => `${t(`ledger.transfer.${kind}`)} ${dateOf(at)}`}
      card={(entry) => <EntryCard entry={entry} />}
      empty={<Empty icon="layers" title={t('ledger.empty')} text={t('ledger.empty_text')} />}
      skeletonRows={14}
      wide
    />
  )
}

function EntryCard({ entry }: { entry: BudgetEntry }) {
  const { at, availableWon, heldWon, usedWon, balanceAfterWon } = entry
  const moved = availableWon !== 0 ? availableWon : heldWon !== 0 ? heldWon : usedWon
  return (
    <dl>
      <dt class="vh">{t('ledger.kind')}</dt>
      <dd>
        <Kind {...entry} /> <Partner entry={entry} />
      </dd>
      <dt class="vh">{t('ledger.available')}</dt>
      <dd>
        <span class="n med">
          {signed(moved)}
          {unitAfter()}
        </span>
      </dd>
      <dt class="vh">{t('ledger.at')}</dt>
      <dd class="subtle text-t12">
        <When at={at} />
      </dd>
      <dt class="vh">{t('ledger.after')}</dt>
      <dd class="subtle text-t12">
        {balanceAfterWon !== null && (
          <>
            {t('ledger.after_of')} <Money won={balanceAfterWon} />
          </>
        )}
      </dd>
    </dl>
  )
}
