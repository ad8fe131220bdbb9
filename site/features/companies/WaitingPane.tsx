import { t } from '../../lib/i18n/t.ts'
import { useQuery } from '../../lib/query.ts'
import { Empty } from '../../ui/Empty.tsx'
import { UserList } from '../users/UserList.tsx'
import { useUsers } from '../users/use-users.ts'
import { PaneHead } from './PaneHead.tsx'

/** All people of the tree who wait for approval. */
export function WaitingPane({ wide }: { wide: boolean }) {
  const query = useQuery()
  const list = useUsers(query, { status: 'pending' })
  return (
    <section class="org-pane" aria-label={t('org.waiting')}>
      <PaneHead title={t('org.waiting')} isPage={!wide} back={wide ? undefined : null} />
      <UserList
        list={list}
        waiting
        caption={t('org.waiting')}
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
