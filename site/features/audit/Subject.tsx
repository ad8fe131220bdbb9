import { t } from '../../lib/i18n/t.ts'
import { useResource } from '../../lib/resource.ts'

type Named = { name: string; username?: string }

/** What something was done to: a person or a company by name, an order or a policy by the way to it. */
export function Subject({ action, id }: { action: string; id: string }) {
  const what = action.split('.')[0] ?? ''
  const list = action === 'user.invite' || action === 'user.revoke_invitation' ? '' : LISTS[what]
  const found = useResource<Named>(list && `/${list}/${id}`)
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

/** What is not there any more, or nobody's here, has its number alone. */
const LISTS: Record<string, string> = { user: 'users', company: 'companies' }
const PAGES: Record<string, string> = {
  order: '/orders?order=',
  policy: '/policies/view?id=',
}
