import { useRef, useState } from 'preact/hooks'
import { isPhone } from '#api/phone.ts'
import type { EditProfile } from '#api/users/contract.ts'
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
import { type Profile, versionFor } from './profile-base.ts'

type Field = 'name' | 'email' | 'phone' | 'currentPassword'

/** How colleagues see and reach this person. */
export function ProfilePart({ me }: { me: Me }) {
  const [name, setName] = useState(me.name)
  const [email, setEmail] = useState(me.email ?? '')
  const [phone, setPhone] = useState(me.phone ?? '')
  const [password, setPassword] = useState('')
  // `me` is loaded again while the person types, and the draft is not made from what it has then.
  const [base, setBase] = useState<Profile>(me)
  const isNewEmail = (email.trim() || null) !== base.email
  const [isOvertaken, setOvertaken] = useState(false)
  // A field is validated when it is left, and from then on with every keystroke.
  const [judged, setJudged] = useState<ReadonlySet<Field>>(new Set())
  const form = useRef<HTMLFormElement>(null)
  const isGood: Record<Field, boolean> = {
    name: name.trim() !== '',
    email: !email.trim() || /^\S+@\S+\.\S+$/.test(email.trim()),
    phone: !phone.trim() || isPhone(phone.trim()),
    currentPassword: !isNewEmail || password !== '',
  }
  const isWrong = Object.values(isGood).includes(false)
  const save = useAction(async () => {
    const body: EditProfile = {
      version: versionFor(base, me),
      name: name.trim(),
      email: email.trim() || null,
      phone: phone.trim() || null,
      ...(isNewEmail && { currentPassword: password }),
    }
    try {
      const after = await api.put('/me/profile', { json: body })
      signedIn.value = after
      setBase(after)
      setOvertaken(false)
      setPassword('')
      toast(t('settings.saved'))
    } catch (failure) {
      if (!(failure instanceof ApiProblem) || failure.code !== 'version_conflict') throw failure
      // The draft stays; the next save is over the newer record.
      await loadMe()
      setBase(signedIn.value ?? base)
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
            {...about('name', base.name, name)}
            autocomplete="name"
            maxLength={50}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Input
            {...about('email', base.email ?? '', email)}
            optional
            type="email"
            autocomplete="email"
            maxLength={150}
            value={email}
            onInput={({ currentTarget }) => setEmail(currentTarget.value)}
          />
          <Input
            {...about('phone', base.phone ?? '', phone)}
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
