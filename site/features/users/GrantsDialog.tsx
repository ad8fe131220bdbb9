import { useState } from 'preact/hooks'
import type { UserItem } from '#api/users/contract.ts'
import type { Grant } from '#db/words.ts'
import { t } from '../../lib/i18n/t.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { grantsFor } from './grants.ts'

type Props = {
  user: UserItem
  busy: boolean
  error: unknown
  onGrants: (grants: readonly Grant[]) => void
  onClose: () => void
}

/** Extra permissions beyond a person's role; offers only those that would have an effect. */
export function GrantsDialog({ user, busy, error, onGrants, onClose }: Props) {
  const [held, setHeld] = useState<ReadonlySet<Grant>>(new Set(user.grants))
  const toggle = (grant: Grant, on: boolean) => {
    const next = new Set(held)
    if (on) next.add(grant)
    else next.delete(grant)
    setHeld(next)
  }
  return (
    <Confirm
      title={t('org.grants_title', { name: user.name })}
      text={t('org.grants_text')}
      verb={t('org.grants_save')}
      busy={busy}
      error={error}
      onConfirm={() => onGrants([...held])}
      onClose={onClose}
    >
      <fieldset class="choice-list">
        <legend class="vh">{t('org.grants')}</legend>
        {grantsFor(user).map((grant) => (
          <Checkbox key={grant} checked={held.has(grant)} onValue={(on) => toggle(grant, on)}>
            <span>
              <b>{t(`org.grant.${grant}`)}</b>
              <small>{t(`org.grant_about.${grant}`)}</small>
            </span>
          </Checkbox>
        ))}
      </fieldset>
    </Confirm>
  )
}
