import { useState } from 'preact/hooks'
import type { ResetLink } from '#api/passwords/contract.ts'
import type { UserItem } from '#api/users/contract.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useIdempotencyKey } from '../../lib/keys.ts'
import { Confirm } from '../../ui/Modal.tsx'
import { OnceLink } from './OnceLink.tsx'

type Props = { user: UserItem; onClose: () => void }

/** For people who forgot their password: a link that the admin hands over. */
export function ResetLinkDialog({ user, onClose }: Props) {
  const [made, setMade] = useState<ResetLink | undefined>(undefined)
  const { key } = useIdempotencyKey()
  const make = useAction(async () => {
    const given = { param: { id: user.id }, idempotencyKey: key }
    setMade(await api.post('/users/:id/password-reset', given))
  })
  if (made) return <OnceLink {...made} title={t('org.reset_done')} onClose={onClose} />
  return (
    <Confirm
      title={t('org.reset_title', { name: user.name })}
      text={t('org.reset_text')}
      verb={t('org.reset_verb')}
      busy={make.busy}
      error={make.error}
      onConfirm={() => void make.run()}
      onClose={onClose}
    />
  )
}
