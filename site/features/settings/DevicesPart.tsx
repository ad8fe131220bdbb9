import { useState } from 'preact/hooks'
import type { RevokeDevices, SignedInDevice } from '#api/devices/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { dateTime, relative } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote, ErrorState } from '../../ui/Empty.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toasts.ts'
import { focusPart } from './url-state.ts'

/** Where this person is signed in, with a sign-out for each. */
export function DevicesPart() {
  const list = useAnswer(addressOf('/me/sessions'))
  const [isAsking, setAsking] = useState(false)
  const end = useAction(async (id: string) => {
    await api.post('/me/sessions/:id/revocation', { param: { id } })
    toast(t('settings.device_ended'))
    focusPart()
  })
  const endOthers = useAction(async () => {
    const body: RevokeDevices = { which: 'others' }
    await api.post('/me/sessions/revocations', { json: body })
    setAsking(false)
    toast(t('settings.others_ended'))
    focusPart()
  })
  const items = list.data?.items ?? []
  const others = items.filter(({ current }) => !current)
  return (
    <Section
      title={t('settings.part.devices')}
      actions={
        others.length > 0 && (
          <Button size="sm" kind="danger" onClick={() => setAsking(true)}>
            {t('settings.end_others')}
          </Button>
        )
      }
    >
      <p class="muted">{t('settings.devices_about')}</p>
      {list.state === 'loading' && <SkeletonLines lines={3} />}
      {list.state === 'failed' && (
        <ErrorState what={t('settings.part.devices')} error={list.error} onRetry={list.reload} />
      )}
      <ul class="settings-list">
        {items.map((device) => (
          <DeviceRow
            key={device.id}
            device={device}
            busy={end.busy}
            onEnd={() => void end.run(device.id)}
          />
        ))}
      </ul>
      <ErrorNote error={end.error} />
      {isAsking && (
        <Confirm
          danger
          title={t('settings.end_others_title', { n: others.length })}
          text={t('settings.end_others_text')}
          verb={t('settings.end_others')}
          busy={endOthers.busy}
          error={endOthers.error}
          onConfirm={() => void endOthers.run()}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  )
}

type RowProps = { device: SignedInDevice; busy: boolean; onEnd: () => void }

function DeviceRow({ device, busy, onEnd }: RowProps) {
  const { name, address, current, lastSeenAt, signedInAt } = device
  return (
    <li>
      <div>
        <b class="strong">{name}</b>
        {current && <span class="tag">{t('settings.this_device')}</span>}
        <small class="subtle n" title={dateTime(lastSeenAt)}>
          {t('settings.device_seen', { at: relative(lastSeenAt, serverNow()) })}
          {' · '}
          {t('settings.device_since', { at: dateTime(signedInAt) })}
          {address && ` · ${address}`}
        </small>
      </div>
      {!current && (
        <Button
          size="sm"
          busy={busy}
          onClick={onEnd}
          aria-label={`${name}, ${t('settings.end_device')}`}
        >
          {t('settings.end_device')}
        </Button>
      )}
    </li>
  )
}
