import type { ComponentChildren } from 'preact'
import type { UserItem } from '#api/users/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { State } from '../../ui/State.tsx'
import { Company } from '../../ui/TierMark.tsx'
import type { Column } from '../../ui/table-types.ts'
import { When } from '../../ui/When.tsx'
import { UserName } from './user-words.tsx'

type Shape = {
  /** Beside an open record, only what identifies the person. */
  narrow: boolean
  /** Applicants of several companies; otherwise all people of one. */
  waiting: boolean
  buttons: (user: UserItem) => ComponentChildren
}

export function userColumns({ narrow, waiting, buttons }: Shape): Column<UserItem>[] {
  const all: (Column<UserItem> | false)[] = [
    {
      id: 'name',
      head: t('org.col_name'),
      cell: (user) => <UserName user={user} login={!narrow} />,
    },
    waiting && {
      id: 'company',
      head: t('org.col_company'),
      cell: ({ company }) => <Company tier={company.tier}>{company.name}</Company>,
    },
    !narrow && {
      id: 'role',
      head: t('org.col_role'),
      priority: 2,
      cell: ({ role }) => t(`words.role.${role}`),
    },
    waiting
      ? !narrow && {
          id: 'applied',
          head: t('org.col_applied'),
          priority: 3,
          cell: ({ createdAt }) => <When at={createdAt} />,
        }
      : !narrow && {
          id: 'last',
          head: t('org.col_last'),
          priority: 3,
          cell: ({ lastLoginAt }) => <When at={lastLoginAt} />,
        },
    !waiting && {
      id: 'state',
      head: t('org.col_state'),
      cell: ({ status }) => <State of="user" is={status} />,
    },
    !narrow && {
      id: 'do',
      head: <span class="vh">{t('ui.actions')}</span>,
      class: 'org-do',
      cell: buttons,
    },
  ]
  return all.filter((column) => column !== false)
}

/** The person on a phone: name and state, role and company, since when. */
export function UserCard({ user, waiting }: { user: UserItem; waiting: boolean }) {
  return (
    <dl>
      <dt class="vh">{t('org.col_name')}</dt>
      <dd class="trunc">
        <UserName user={user} login={false} />
      </dd>
      <dt class="vh">{t('org.col_state')}</dt>
      <dd>
        <State of="user" is={user.status} />
      </dd>
      <dt class="vh">{t('org.col_role')}</dt>
      <dd class="muted trunc">
        {waiting && `${user.company.name} · `}
        {t(`words.role.${user.role}`)} · {user.username}
      </dd>
      <dt class="vh">{t(waiting ? 'org.col_applied' : 'org.col_last')}</dt>
      <dd class="subtle text-t12">
        <When at={waiting ? user.createdAt : user.lastLoginAt} />
      </dd>
    </dl>
  )
}
