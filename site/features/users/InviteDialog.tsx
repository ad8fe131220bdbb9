import { useRef, useState } from 'preact/hooks'
import type { CompanyDetail } from '#api/companies/contract.ts'
import type { Invite, Invited } from '#api/registration/contract.ts'
import { ROLES, type Role } from '#db/words.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { focusFirstError } from '../../lib/first-error.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Input } from '../../ui/Field.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { RadioList } from '../../ui/RadioList.tsx'
import { Select } from '../../ui/Select.tsx'
import { OnceLink } from './OnceLink.tsx'
import { roleAbout } from './user-words.tsx'

type Props = {
  company: Pick<CompanyDetail, 'id' | 'name' | 'tier'>
  onClose: () => void
}

const DAYS = ['1', '3', '7', '14', '30'] as const
type Days = (typeof DAYS)[number]

/** Invites a person into a company: role, lifetime of the link, e-mail address. */
export function InviteDialog({ company, onClose }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const [role, setRole] = useState<Role>('staff')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [days, setDays] = useState<Days>('7')
  const [asked, setAsked] = useState(false)
  const [made, setMade] = useState<Invited | undefined>(undefined)
  const isWrong = email.trim() !== '' && !/^\S+@\S+\.\S+$/.test(email.trim())
  const once = useKeyring()
  const invite = useAction(async () => {
    const body: Invite = {
      companyId: company.id,
      role,
      name: name.trim() || null,
      email: email.trim() || null,
      days: Number(days),
    }
    setMade(await api.post('/invitations', { json: body, idempotencyKey: once.keyOf(body) }))
  })
  const send = () => {
    setAsked(true)
    if (!isWrong) void invite.run()
    else focusFirstError(form.current)
  }
  if (made) return <OnceLink {...made} title={t('org.invited')} onClose={onClose} />
  return (
    <Modal title={t('org.invite_title', { name: company.name })} onClose={onClose} onSubmit={send}>
      <p class="muted">{t('org.invite_text')}</p>
      <form
        ref={form}
        class="contents"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <RadioList
          label={t('org.role')}
          value={role}
          options={ROLES.map((value) => ({
            value,
            label: t(`words.role.${value}`),
            note: roleAbout(value, company.tier),
          }))}
          onValue={setRole}
        />
        <Input
          label={t('org.invite_name')}
          optional
          value={name}
          maxLength={50}
          autocomplete="off"
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Input
          label={t('org.invite_email')}
          optional
          help={t('org.invite_email_help')}
          error={asked && isWrong ? t('org.invite_email_wrong') : undefined}
          inputMode="email"
          value={email}
          maxLength={150}
          autocomplete="off"
          onInput={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <Select
          label={t('org.invite_days')}
          value={days}
          options={DAYS.map((value) => ({ value, label: t('org.days', { count: Number(value) }) }))}
          onValue={setDays}
        />
        <ErrorNote error={invite.error} />
        <div class="modal-foot">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" type="submit" busy={invite.busy}>
            {t('org.invite_verb')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
