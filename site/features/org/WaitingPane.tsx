import { t } from '../../lib/i18n/t.ts'
import { useQuery } from '../../lib/query.ts'
import { Empty } from '../../ui/Empty.tsx'
import { PaneHead } from './PaneHead.tsx'
import { UserList } from './UserList.tsx'
import { useUsers } from './use-users.ts'

/** Everybody who waits to be let in, wherever in the tree. */
export function WaitingPane({ wide, onChanged }: { wide: boolean; onChanged: () => void }) {
  const query = useQuery()
  const list = useUsers(query, { status: 'pending' })
  return (
    <section class="org-pane" aria-label={t('org.waiting')}>
      <PaneHead title={t('org.waiting')} isPage={!wide} back={wide ? undefined : null} />
      <UserList
        list={list}
        waiting
        caption={t('org.waiting')}
        onChanged={onChanged}
        empty={
          <Empty
            icon="clipboard-check"
            title={t('org.waiting_none')}
            text={t('org.waiting_none_text')}
          />
        }
      />
    </section>
  )
}
