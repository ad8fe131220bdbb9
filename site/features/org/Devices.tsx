import { useEffect } from 'preact/hooks'
import type { DeviceList } from '#api/auth/contract.ts'
import type { UserItem } from '#api/users/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { useResource } from '../../lib/resource.ts'
import { relative } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState } from '../../ui/Empty.tsx'
import { Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'

type Props = { user: UserItem; decided: number; onSignOut: () => void }

/** From where a person is signed in, and the way to end all of it. */
export function Devices({ user, decided, onSignOut }: Props) {
  const list = useResource<DeviceList>(`/users/${user.id}/sessions`, { live: ['user.*'] })
  useEffect(() => {
    if (decided > 0) list.reload()
  }, [decided])
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
      <ul class="org-rights">
        {items?.map((device) => (
          <li key={device.id}>
            <b>{device.name}</b>
            <small class="n">
              {t('org.device_seen', { at: relative(device.lastSeenAt, Date.now()) })}
              {device.address && ` · ${device.address}`}
            </small>
          </li>
        ))}
      </ul>
    </Section>
  )
}
