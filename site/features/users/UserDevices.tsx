import type { UserItem } from '#api/users/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { relative } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'

type Props = { user: UserItem; onSignOut: () => void }

/** Where a person is signed in, and a way to end all sessions. */
export function Devices({ user, onSignOut }: Props) {
  const list = useAnswer(addressOf('/users/:id/sessions', { param: { id: user.id } }))
  const items = list.data?.items
  return (
    <Section
      line
      title={t('org.devices')}
      actions={
        items &&
        items.length > 0 && (
          <Button size="sm" kind="danger" onClick={onSignOut}>
            {t('org.do.sign_out')}
          </Button>
        )
      }
    >
      {list.state === 'loading' && <SkeletonLines lines={2} />}
      {list.state === 'failed' && (
        <ErrorState what={t('org.devices')} error={list.error} onRetry={list.reload} />
      )}
      {items?.length === 0 && <p class="subtle pb-3">{t('org.devices_none')}</p>}
      <ul class="choice-list pb-3">
        {items?.map((device) => (
          <li key={device.id}>
            <b>{device.name}</b>
            <small class="n">
              {t('org.device_seen', { at: relative(device.lastSeenAt, serverNow()) })}
              {device.address && ` · ${device.address}`}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  )
}
