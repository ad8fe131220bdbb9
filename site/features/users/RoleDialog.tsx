import { useState } from 'preact/hooks'
import type { UserItem } from '#api/users/contract.ts'
import { ROLES, type Role } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { Confirm } from '../../ui/Modal.tsx'
import { RadioList } from '../../ui/RadioList.tsx'
import { roleAbout } from './user-words.tsx'

type Props = {
  user: UserItem
  busy: boolean
  error: unknown
  onRole: (role: Role) => void
  onClose: () => void
}

/** The role of a person in their company, each explained. */
export function RoleDialog({ user, busy, error, onRole, onClose }: Props) {
  const [role, setRole] = useState(user.role)
  return (
    <Confirm
      title={t('org.role_title', { name: user.name })}
      text={t('org.role_text')}
      verb={t('org.role_save')}
      busy={busy}
      error={error}
      onConfirm={() => (role === user.role ? onClose() : onRole(role))}
      onClose={onClose}
    >
      <RadioList
        label={t('org.role')}
        value={role}
        options={ROLES.map((value) => ({
          value,
          label: t(`words.role.${value}`),
          note: roleAbout(value, user.company.tier),
        }))}
        onValue={setRole}
      />
    </Confirm>
  )
}
