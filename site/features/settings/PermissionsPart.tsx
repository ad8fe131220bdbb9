import type { PermissionItem } from '#api/users/contract.ts'
import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { Glyph } from '../../ui/Glyph.tsx'
import { Section } from '../../ui/Page.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { byArea } from './areas.ts'
import { permissionWords } from './permission-words.ts'

/** What the person may do, through which role or grant, and the reason for each refusal. */
export function PermissionsPart() {
  const list = useAnswer(addressOf('/me/permissions'))
  return (
    <Section title={t('settings.part.permissions')}>
      <p class="muted">{t('settings.permissions_about')}</p>
      {list.state === 'loading' && <SkeletonLines lines={12} />}
      {list.state === 'failed' && (
        <ErrorState
          what={t('settings.part.permissions')}
          error={list.error}
          onRetry={list.reload}
        />
      )}
      {byArea(list.data?.items ?? []).map(({ area, items }) => (
        <div key={area} class="settings-area">
          <h3>{t(`settings.area.${area}`)}</h3>
          <ul>
            {items.map((item) => (
              <PermissionRow key={item.permission} item={item} />
            ))}
          </ul>
        </div>
      ))}
    </Section>
  )
}

function PermissionRow({ item }: { item: PermissionItem }) {
  const { permission, allowed, by, denial } = item
  const why = allowed
    ? by === 'grant'
      ? t('settings.by_grant')
      : ''
    : t(`settings.denial.${denial ?? 'tier'}`)
  return (
    <li class={allowed ? 's-ok' : 's-none'} data-permission={permission}>
      <Glyph name={allowed ? 'check' : 'slash'} size={13} />
      <span>{permissionWords(permission)}</span>
      {why && <small class="subtle">{why}</small>}
      <span class="vh">{t(allowed ? 'settings.allowed' : 'settings.not_allowed')}</span>
    </li>
  )
}
