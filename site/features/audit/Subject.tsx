import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'

type Named = { name: string; username?: string }

/** The subject of an event: a person or company by name, an order or policy by a link. */
export function Subject({ action, id }: { action: string; id: string }) {
  const what = action.split('.')[0] ?? ''
  const isInvitation = action === 'user.invite' || action === 'user.revoke_invitation'
  const list = isInvitation ? undefined : LISTS[what]
  const found = useAnswer<Named>(list && addressOf(list, { param: { id } }))
  const href = PAGES[what]
  return (
    <span class="break-all">
      {found.data && (
        <>
          <span class="med">{found.data.name}</span>{' '}
          {found.data.username && <span class="subtle text-t12">{found.data.username}</span>}
          <br />
        </>
      )}
      {href ? (
        <a class="link" href={href + id} aria-label={t('ui.open_row', { name: t('audit.entity') })}>
          {id}
        </a>
      ) : (
        <span class={found.data ? 'subtle text-t12' : ''}>{id}</span>
      )}
    </span>
  )
}

/** Only the id, when the record no longer exists or the viewer may not see it. */
const LISTS: Record<string, '/users/:id' | '/companies/:id'> = {
  user: '/users/:id',
  company: '/companies/:id',
}
const PAGES: Record<string, string> = {
  order: '/orders?order=',
  policy: '/policies/view?id=',
}
