import { useRef, useState } from 'preact/hooks'
import type { CreateApiToken, CreatedApiToken } from '#api/tokens/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { focusFirstError } from '../../lib/first-error.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { useAnswer } from '../../lib/resource.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { Input } from '../../ui/Field.tsx'
import { Glyph } from '../../ui/Glyph.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { Select } from '../../ui/Select.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { byArea } from './areas.ts'
import { permissionWords } from './permission-words.ts'

const DAYS = ['7', '30', '90', '365'] as const
/** The permission that a token can never hold: a token must not make another. */
const NEVER = 'account.manage'

const NONE = 'settings-no-scopes'

type Props = { onClose: () => void; onMade: (token: CreatedApiToken) => void }

/** A name, an expiry and scopes: only what the person may do themselves. */
export function TokenDialog({ onClose, onMade }: Props) {
  const list = useAnswer(addressOf('/me/permissions'))
  const [name, setName] = useState('')
  const [days, setDays] = useState<(typeof DAYS)[number]>('90')
  const [scopes, setScopes] = useState<ReadonlySet<string>>(new Set())
  const [isTried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const once = useKeyring()
  const make = useAction(async () => {
    const body: CreateApiToken = {
      name: name.trim(),
      scopes: [...scopes],
      expiresInDays: Number(days),
    }
    const idempotencyKey = once.keyOf(body)
    onMade(await api.post('/me/tokens', { json: body, idempotencyKey }))
  })
  const toggle = (permission: string, isOn: boolean) => {
    const next = new Set(scopes)
    if (isOn) next.add(permission)
    else next.delete(permission)
    setScopes(next)
  }
  // A permission that only waits for a fresh code counts as held.
  const held = list.data?.items.filter(
    ({ allowed, denial, permission }) => (allowed || denial === 'step_up') && permission !== NEVER,
  )
  const isNone = isTried && scopes.size === 0
  return (
    <Modal title={t('settings.token_new')} onClose={onClose}>
      <form
        ref={form}
        class="contents"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (name.trim() && scopes.size > 0) void make.run()
          else focusFirstError(form.current)
        }}
      >
        <div class="settings-pair">
          <Input
            label={t('settings.token_name')}
            help={t('settings.token_name_help')}
            error={isTried && !name.trim() ? t('settings.need_token_name') : undefined}
            autofocus
            maxLength={60}
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Select
            label={t('settings.token_days')}
            value={days}
            options={DAYS.map((value) => ({ value, label: t('settings.days', { n: value }) }))}
            onValue={setDays}
          />
        </div>
        {list.state === 'loading' && <SkeletonLines lines={8} />}
        {list.state === 'failed' && (
          <ErrorState what={t('settings.scopes')} error={list.error} onRetry={list.reload} />
        )}
        {held && (
          <fieldset class="settings-scopes">
            <legend class="label">{t('settings.scopes')}</legend>
            <div class={isNone ? 'error' : ''}>
              {byArea(held).map(({ area, items }, index) => (
                <div key={area} class="settings-area">
                  <h3>{t(`settings.area.${area}`)}</h3>
                  {items.map(({ permission }, place) => (
                    <Checkbox
                      key={permission}
                      checked={scopes.has(permission)}
                      onValue={(isOn) => toggle(permission, isOn)}
                      {...(isNone && index + place === 0
                        ? { 'aria-invalid': true, 'aria-describedby': NONE }
                        : {})}
                    >
                      {permissionWords(permission)}
                    </Checkbox>
                  ))}
                </div>
              ))}
            </div>
            {isNone && (
              <p class="help error s-stop" id={NONE}>
                <Glyph name="cross" size={13} />
                <span>{t('settings.need_scopes')}</span>
              </p>
            )}
          </fieldset>
        )}
        <ErrorNote error={make.error} />
        <div class="modal-foot">
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" type="submit" busy={make.busy}>
            {t('settings.token_make')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
