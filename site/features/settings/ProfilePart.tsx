import { useState } from 'preact/hooks'
import type { EditProfile, Me as Profile } from '#api/users/contract.ts'
import { isBusinessPhone } from '#api/users/phone.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { sayField } from '../../lib/messages.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { loadMe, type Me, me as signedIn } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Input } from '../../ui/Field.tsx'
import { Section } from '../../ui/Page.tsx'
import { toast } from '../../ui/toasts.ts'

/** How colleagues see and reach this person. */
export function ProfilePart({ me }: { me: Me }) {
  const [name, setName] = useState(me.name)
  const [email, setEmail] = useState(me.email ?? '')
  const [phone, setPhone] = useState(me.phone ?? '')
  const [isOvertaken, setOvertaken] = useState(false)
  const faults = {
    name: name.trim() ? undefined : t('settings.need_name'),
    email:
      !email.trim() || /^\S+@\S+\.\S+$/.test(email.trim()) ? undefined : t('settings.email_wrong'),
    phone: !phone.trim() || isBusinessPhone(phone.trim()) ? undefined : t('settings.phone_wrong'),
  }
  const isWrong = Object.values(faults).some(Boolean)
  const save = useAction(async () => {
    const body: EditProfile = {
      version: me.version,
      name: name.trim(),
      email: email.trim() || null,
      phone: phone.trim() || null,
    }
    try {
      signedIn.value = await api.put<Profile>('/me/profile', body)
      setOvertaken(false)
      toast(t('settings.saved'))
    } catch (failure) {
      if (!(failure instanceof ApiProblem) || failure.code !== 'version_conflict') throw failure
      // What was typed stays; the next save is about the newer record.
      await loadMe()
      setOvertaken(true)
    }
  })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isWrong) void save.run()
      }}
    >
      <Section title={t('settings.part.profile')}>
        <p class="muted">
          {me.company.name} · {t(`settings.role.${me.role}`)} · <span class="n">{me.username}</span>
        </p>
        <div class="settings-form">
          <Input
            label={t('settings.name')}
            error={faults.name ?? sayField(save.error, 'name')}
            autocomplete="name"
            maxLength={50}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Input
            label={t('settings.email')}
            optional
            help={t('settings.email_help')}
            error={faults.email ?? sayField(save.error, 'email')}
            type="email"
            autocomplete="email"
            maxLength={150}
            value={email}
            onInput={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <Input
            label={t('settings.phone')}
            optional
            help={t('settings.phone_help')}
            error={faults.phone ?? sayField(save.error, 'phone')}
            type="tel"
            class="n"
            autocomplete="tel"
            maxLength={20}
            value={phone}
            onInput={({ currentTarget }) => setPhone(currentTarget.value)}
          />
        </div>
        {isOvertaken && (
          <p class="help warn" role="alert">
            <span>{t('settings.overtaken')}</span>
          </p>
        )}
        <ErrorNote error={save.error} />
        <Button kind="primary" type="submit" busy={save.busy}>
          {t('ui.save')}
        </Button>
      </Section>
    </form>
  )
}
