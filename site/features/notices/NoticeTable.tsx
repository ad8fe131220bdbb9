import type { NoticeItem } from '#api/notices/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { may } from '../../lib/session.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { When } from '../../ui/When.tsx'
import { NoticeReading, NoticeState, validityOf } from './notice-words.tsx'

type Props = {
  rows: readonly NoticeItem[] | undefined
  current: string | undefined
  isFiltered: boolean
  onOpen: (notice: NoticeItem) => void
}

/** Notices as a list; the headquarters sees their states, the others what they have to confirm. */
export const NoticeTable = ({ rows, current, isFiltered, onOpen }: Props) => (
  <Table<NoticeItem>
    wide
    caption={t('notices.title')}
    columns={columns()}
    rows={rows}
    keyOf={(row) => row.id}
    nameOf={(row) => row.title}
    current={current}
    onOpen={onOpen}
    card={(row) => <Card notice={row} />}
    empty={
      isFiltered ? (
        <Empty icon="message-square" title={t('notices.empty_filter')} />
      ) : (
        <Empty
          icon="message-square"
          title={t('notices.empty')}
          text={may('notice.write') && t('notices.empty_hq')}
        />
      )
    }
  />
)

const Title = ({ notice: { title, isImportant } }: { notice: NoticeItem }) => (
  <>
    {isImportant && <span class="tag mr-1.5">{t('notices.important')}</span>}
    <span class="med">{title}</span>
  </>
)

function columns(): Column<NoticeItem>[] {
  const all: (Column<NoticeItem> | false)[] = [
    { id: 'title', head: t('notices.col_title'), cell: (row) => <Title notice={row} /> },
    {
      id: 'type',
      head: t('notices.col_type'),
      priority: 2,
      cell: ({ type }) => t(`notices.type.${type}`),
    },
    may('notice.reach') && {
      id: 'state',
      head: t('notices.col_state'),
      cell: (row) => <NoticeState notice={row} />,
    },
    may('notice.acknowledge') && {
      id: 'read',
      head: t('notices.col_read'),
      cell: (row) => <NoticeReading notice={row} />,
    },
    {
      id: 'valid',
      head: t('notices.col_valid'),
      priority: 3,
      cell: (row) => <span class="n muted">{validityOf(row)}</span>,
    },
    {
      id: 'changed',
      head: t('notices.col_changed'),
      priority: 3,
      cell: ({ updatedAt }) => (
        <span class="subtle">
          <When at={updatedAt} />
        </span>
      ),
    },
  ]
  return all.filter((column) => column !== false)
}

const Card = ({ notice }: { notice: NoticeItem }) => (
  <dl>
    <dt class="vh">{t('notices.col_title')}</dt>
    <dd class="trunc">
      <Title notice={notice} />
    </dd>
    <dt class="vh">{t('notices.col_state')}</dt>
    <dd>
      {may('notice.reach') ? <NoticeState notice={notice} /> : <NoticeReading notice={notice} />}
    </dd>
    <dt class="vh">{t('notices.col_valid')}</dt>
    <dd class="n subtle col-span-2 !text-left text-t12">{validityOf(notice)}</dd>
  </dl>
)
