import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { UserItem, UserPage } from '#api/users/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { setQuery, useQuery } from '../../lib/query.ts'
import type { Resource } from '../../lib/resource.ts'
import { Button } from '../../ui/Button.tsx'
import { CursorPager } from '../../ui/CursorPager.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { Table } from '../../ui/Table.tsx'
import { DecisionProblem } from './DecisionProblem.tsx'
import { DecisionDialog } from './parts.ts'
import { useDecision } from './use-decision.ts'
import { USERS_A_PAGE } from './use-users.ts'
import { UserCard, userColumns } from './user-columns.tsx'

type Props = {
  list: Resource<UserPage>
  caption: string
  /** People of several companies who wait, instead of one company's people. */
  waiting?: boolean
  empty: ComponentChildren
}

/** People in rows: applicants are approved or rejected in place; a row opens the person. */
export function UserList({ list, caption, waiting = false, empty }: Props) {
  const query = useQuery()
  const [refusing, setRefusing] = useState<UserItem | undefined>(undefined)
  const changed = () => setRefusing(undefined)
  const deciding = useDecision({ onDecided: changed, onConflict: changed })
  const open = query.user
  const buttons = (user: UserItem) => (
    <span class="flex justify-end gap-1">
      {user.actions.includes('approve') && (
        <Button
          size="xs"
          busy={deciding.isBusy(user.id, 'approve')}
          aria-label={`${user.name} ${t('org.do.approve')}`}
          onClick={() => void deciding.run(user, 'approve')}
        >
          {t('org.do.approve')}
        </Button>
      )}
      {user.actions.includes('reject') && (
        <Button
          size="xs"
          aria-label={`${user.name} ${t('org.do.reject')}`}
          onClick={() => setRefusing(user)}
        >
          {t('org.do.reject')}
        </Button>
      )}
    </span>
  )
  if (list.state === 'failed')
    return (
      <div class="page-body pt-4">
        <ErrorState what={caption} error={list.error} onRetry={list.reload} />
      </div>
    )
  const { data } = list
  return (
    <>
      <div class="scroller list-scroll">
        {deciding.error !== undefined && !refusing && (
          <div class="page-body py-2">
            <DecisionProblem error={deciding.error} />
          </div>
        )}
        <div class="max-sm:px-4">
          <Table<UserItem>
            wide
            caption={caption}
            columns={userColumns({ narrow: open !== undefined, waiting, buttons })}
            rows={data?.items}
            skeletonRows={6}
            keyOf={(user) => user.id}
            nameOf={(user) => user.name}
            current={open}
            onOpen={(user) => setQuery({ user: user.id }, open === undefined)}
            card={(user) => <UserCard user={user} waiting={waiting} />}
            cardFoot={(user) =>
              user.actions.includes('approve') && <div class="card-foot">{buttons(user)}</div>
            }
            empty={empty}
          />
        </div>
      </div>
      {(data?.nextCursor || query.after) && (
        <CursorPager
          rows={data?.items.length ?? 0}
          pageSize={USERS_A_PAGE}
          nextCursor={data?.nextCursor ?? null}
          drop={['user']}
        />
      )}
      {refusing && (
        <DecisionDialog
          asked="reject"
          user={refusing}
          deciding={deciding}
          onClose={() => {
            setRefusing(undefined)
            deciding.clear()
          }}
        />
      )}
    </>
  )
}
