import { useRef, useState } from 'preact/hooks'
import type { EditProfile, Me as Profile } from '#api/users/contract.ts'
import { isBusinessPhone } from '#api/users/phone.ts'
import { useAction } from '../../lib/action.ts'
import { api } from '../../lib/client.ts'
import { focusFirstError } from '../../lib/first-error.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { loadMe, type Me, me as signedIn } from '../../lib/session.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Input } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Section } from '../../ui/Page.tsx'
import { toast } from '../../ui/toasts.ts'

type Field = 'name' | 'email' | 'phone' | 'currentPassword'

/** How colleagues see and reach this person. */
export function ProfilePart({ me }: { me: Me }) {
  const [name, setName] = useState(me.name)
  const [email, setEmail] = useState(me.email ?? '')
  const [phone, setPhone] = useState(me.phone ?? '')
  const [password, setPassword] = useState('')
  const isNewEmail = (email.trim() || null) !== me.email
  const [isOvertaken, setOvertaken] = useState(false)
  // A field is judged once it was left, and from then on with every letter.
  const [judged, setJudged] = useState<ReadonlySet<Field>>(new Set())
  const form = useRef<HTMLFormElement>(null)
  const isGood: Record<Field, boolean> = {
    name: name.trim() !== '',
    email: !email.trim() || /^\S+@\S+\.\S+$/.test(email.trim()),
    phone: !phone.trim() || isBusinessPhone(phone.trim()),
    currentPassword: !isNewEmail || password !== '',
  }
  const isWrong = Object.values(isGood).includes(false)
  const save = useAction(async () => {
    const body: EditProfile = {
      version: me.version,
      name: name.trim(),
      email: email.trim() || null,
      phone: phone.trim() || null,
      ...(isNewEmail && { currentPassword: password }),
    }
    try {
      signedIn.value = await api.put<Profile>('/me/profile', body)
      setOvertaken(false)
      setPassword('')
      toast(t('settings.saved'))
    } catch (failure) {
      if (!(failure instanceof ApiProblem) || failure.code !== 'version_conflict') throw failure
      // What was typed stays; the next save is about the newer record.
      await loadMe()
      setOvertaken(true)
    }
  })
  const refused = save.error instanceof ApiProblem ? save.error.fields : []
  const fields: Field[] = ['name', 'email', 'phone', 'currentPassword']
  const about = (field: Field, kept: string, typed: string) => ({
    label: t(`settings.${field}`),
    error:
      (judged.has(field) && !isGood[field]) || refused.some(({ path }) => path === field)
        ? t(`settings.${field}_wrong`)
        : undefined,
    help:
      isOvertaken && kept !== typed.trim()
        ? t('settings.kept', { value: kept || '–' })
        : field !== 'name' && t(`settings.${field}_help`),
    onBlur: () => setJudged(new Set([...judged, field])),
  })
  return (
    <form
      ref={form}
      noValidate
      onSubmit={async (event) => {
        event.preventDefault()
        setJudged(new Set(fields))
        if (!isWrong) await save.run()
        focusFirstError(form.current)
      }}
    >
      <Section title={t('settings.part.profile')}>
        <p class="muted">
          {me.company.name} · {t(`settings.role.${me.role}`)} · <span class="n">{me.username}</span>
        </p>
        <div class="settings-form">
          <Input
            {...about('name', me.name, name)}
            autocomplete="name"
            maxLength={50}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Input
            {...about('email', me.email ?? '', email)}
            optional
            type="email"
            autocomplete="email"
            maxLength={150}
            value={email}
            onInput={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <Input
            {...about('phone', me.phone ?? '', phone)}
            optional
            type="tel"
            class="n"
            autocomplete="tel"
            maxLength={20}
            value={phone}
            onInput={({ currentTarget }) => setPhone(currentTarget.value)}
          />
        </div>
        {isNewEmail && (
          <div class="settings-form">
            <Input
              {...about('currentPassword', '', '')}
              type="password"
              autocomplete="current-password"
              maxLength={200}
              value={password}
              onInput={({ currentTarget }) => setPassword(currentTarget.value)}
            />
          </div>
        )}
        {isOvertaken && (
          <p class="help warn" role="alert">
            <Icon name="refresh-cw" size={14} />
            <span>{t('settings.overtaken')}</span>
          </p>
        )}
        {refused.length === 0 && <ErrorNote error={save.error} />}
        <Button kind="primary" type="submit" busy={save.busy}>
          {t('ui.save')}
        </Button>
      </Section>
    </form>
  )
}
