import type { AuditItem } from '#api/audit/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { clockOf, dateTime } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { actionWords, dayOf, Where, Who } from './audit-words.tsx'
import { factValue } from './values.ts'

/** With seconds, because events follow each other closely; the title has milliseconds. */
const At = ({ at }: Pick<AuditItem, 'at'>) => (
  <time class="n" dateTime={at} title={`${dateTime(at)}:${at.slice(17, 23)}`}>
    {dayOf(at)} {clockOf(at)}
  </time>
)

const subjectOf = ({ action, facts }: AuditItem) => {
  const { number, name, code, permission } = facts
  if (permission) return factValue(action, 'permission', permission)
  return number ?? name ?? code ?? ''
}

const COLUMNS: readonly (Omit<Column<AuditItem>, 'head'> & {
  head: 'at' | 'who' | 'what' | 'subject' | 'company' | 'address'
})[] = [
  { id: 'at', head: 'at', cell: (item) => <At at={item.at} /> },
  { id: 'who', head: 'who', cell: (item) => <Who user={item.user} /> },
  { id: 'what', head: 'what', cell: ({ action }) => actionWords(action) },
  {
    id: 'subject',
    head: 'subject',
    priority: 2,
    cell: (item) => <span class="n muted">{subjectOf(item)}</span>,
  },
  { id: 'company', head: 'company', priority: 3, cell: (item) => <Where company={item.company} /> },
  {
    id: 'address',
    head: 'address',
    priority: 3,
    cell: ({ address }) => <span class="n subtle">{address ?? '–'}</span>,
  },
]

type Props = {
  items: readonly AuditItem[] | undefined
  current: string | undefined
  onOpen: (item: AuditItem) => void
  /** Clears all conditions; undefined when there are none. */
  onClear: (() => void) | undefined
}

/** One event per line, newest first. */
export function AuditTable({ items, current, onOpen, onClear }: Props) {
  return (
    <Table
      caption={t('audit.title')}
      columns={COLUMNS.map((column) => ({ ...column, head: t(`audit.${column.head}`) }))}
      rows={items}
      keyOf={({ id }) => id}
      nameOf={(item) => `${actionWords(item.action)} ${dateTime(item.at)}`}
      current={current}
      onOpen={onOpen}
      card={(item) => <Card item={item} />}
      empty={
        <Empty icon="scroll-text" title={t('audit.empty')} text={t('audit.empty_text')}>
          {onClear && (
            <Button size="sm" onClick={onClear}>
              {t('ui.clear_filters')}
            </Button>
          )}
        </Empty>
      }
      skeletonRows={14}
      wide
    />
  )
}

function Card({ item }: { item: AuditItem }) {
  return (
    <dl>
      <dt class="vh">{t('audit.what')}</dt>
      <dd class="med">{actionWords(item.action)}</dd>
      <dt class="vh">{t('audit.at')}</dt>
      <dd class="subtle text-t12">
        <At at={item.at} />
      </dd>
      <dt class="vh">{t('audit.who')}</dt>
      <dd>
        <Who user={item.user} />
      </dd>
      <dt class="vh">{t('audit.address')}</dt>
      <dd class="n subtle text-t12">{item.address ?? ''}</dd>
    </dl>
  )
}
