import type { UserItem } from '#api/users/contract.ts'
import type { Role, Tier } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { useMe } from '../../lib/session.ts'

/** The meaning of a role in a company of this tier. */
export const roleAbout = (role: Role, tier: Tier) =>
  role === 'admin' ? t('org.role_about.admin') : t(`org.role_about.staff.${tier}`)

/** A person's name with the facts to know at a glance. */
export function UserName({ user, login = true }: { user: UserItem; login?: boolean }) {
  const me = useMe()
  return (
    <span class="inline-flex items-center gap-1.5">
      <span class="med">{user.name}</span>
      {login && <span class="subtle text-t12">{user.username}</span>}
      {user.id === me?.id && <span class="tag">{t('org.you')}</span>}
      {user.isFirstAdmin && user.status === 'pending' && (
        <span class="tag">{t('org.first_admin_tag')}</span>
      )}
      {user.lockedUntil && <span class="tag">{t('org.locked_tag')}</span>}
    </span>
  )
}
