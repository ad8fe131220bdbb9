import { useState } from 'preact/hooks'
import type { CompanyDetail } from '#api/companies/contract.ts'
import type { InvitationItem } from '#api/registration/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useQuery } from '../../lib/query.ts'
import { useAnswer } from '../../lib/resource.ts'
import { Button } from '../../ui/Button.tsx'
import { CursorPager } from '../../ui/CursorPager.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { State } from '../../ui/State.tsx'
import { Table } from '../../ui/Table.tsx'
import type { Column } from '../../ui/table-types.ts'
import { toast } from '../../ui/toasts.ts'
import { When } from '../../ui/When.tsx'

const PAGE = 50

type Props = { company: CompanyDetail }

/** The invitations of this company, and a way to withdraw each. */
export function InvitationsTab({ company }: Props) {
  const { after } = useQuery()
  const [revoking, setRevoking] = useState<InvitationItem | undefined>(undefined)
  const list = useAnswer(
    addressOf('/invitations', { query: { companyId: company.id, after, limit: PAGE } }),
  )
  const caption = t('org.invitations_of', { name: company.name })
  if (list.state === 'failed')
    return (
      <div class="page-body pt-4">
        <ErrorState what={caption} error={list.error} onRetry={list.reload} />
      </div>
    )
  const { data } = list
  const button = (row: InvitationItem) =>
    row.state === 'open' && (
      <span class="flex justify-end">
        <Button
          size="xs"
          aria-label={`${whoOf(row)} ${t('org.revoke')}`}
          onClick={() => setRevoking(row)}
        >
          {t('org.revoke')}
        </Button>
      </span>
    )
  return (
    <>
      <div class="scroller list-scroll">
        <div class="max-sm:px-4 max-sm:pt-4">
          <Table<InvitationItem>
            wide
            caption={caption}
            columns={columnsOf(button)}
            rows={data?.items}
            skeletonRows={4}
            keyOf={(row) => row.id}
            nameOf={whoOf}
            card={(row) => <Card row={row} />}
            cardFoot={(row) => row.state === 'open' && <div class="card-foot">{button(row)}</div>}
            empty={
              <Empty
                icon="users"
                title={t('org.invitations_none')}
                text={t('org.invitations_none_text')}
              />
            }
          />
        </div>
      </div>
      {(data?.nextCursor || after) && (
        <CursorPager
          rows={data?.items.length ?? 0}
          pageSize={PAGE}
          nextCursor={data?.nextCursor ?? null}
        />
      )}
      {revoking && (
        <RevokeDialog
          invitation={revoking}
          onClose={() => setRevoking(undefined)}
          onDone={() => setRevoking(undefined)}
        />
      )}
    </>
  )
}

const whoOf = ({ name, email }: InvitationItem) => name ?? email ?? t('org.anyone')

const columnsOf = (
  button: (row: InvitationItem) => preact.ComponentChildren,
): Column<InvitationItem>[] => [
  {
    id: 'who',
    head: t('org.col_invited'),
    cell: (row) => (
      <span>
        <span class="med">{whoOf(row)}</span>{' '}
        {row.name && row.email && <span class="subtle text-t12">{row.email}</span>}
      </span>
    ),
  },
  { id: 'role', head: t('org.col_role'), cell: ({ role }) => t(`words.role.${role}`) },
  {
    id: 'sent',
    head: t('org.col_sent'),
    priority: 3,
    cell: ({ createdAt }) => <When at={createdAt} />,
  },
  {
    id: 'until',
    head: t('org.col_until'),
    priority: 2,
    cell: ({ expiresAt }) => <When at={expiresAt} />,
  },
  {
    id: 'state',
    head: t('org.col_state'),
    cell: ({ state }) => <State of="invitation" is={state} />,
  },
  { id: 'do', head: <span class="vh">{t('ui.actions')}</span>, class: 'org-do', cell: button },
]

const Card = ({ row }: { row: InvitationItem }) => (
  <dl>
    <dt class="vh">{t('org.col_invited')}</dt>
    <dd class="med trunc">{whoOf(row)}</dd>
    <dt class="vh">{t('org.col_state')}</dt>
    <dd>
      <State of="invitation" is={row.state} />
    </dd>
    <dt class="vh">{t('org.col_role')}</dt>
    <dd class="muted">{t(`words.role.${row.role}`)}</dd>
    <dt class="vh">{t('org.col_until')}</dt>
    <dd class="subtle text-t12">
      <When at={row.expiresAt} />
    </dd>
  </dl>
)

function RevokeDialog({
  invitation,
  onClose,
  onDone,
}: {
  invitation: InvitationItem
  onClose: () => void
  onDone: () => void
}) {
  const revoke = useAction(async () => {
    await api.post('/invitations/:id/revocation', { param: { id: invitation.id } })
    toast(t('org.revoked_toast'))
    onDone()
  })
  return (
    <Confirm
      title={t('org.revoke_title')}
      text={t('org.revoke_text', { who: whoOf(invitation) })}
      verb={t('org.revoke')}
      danger
      busy={revoke.busy}
      error={revoke.error}
      onConfirm={() => void revoke.run()}
      onClose={onClose}
    />
  )
}
