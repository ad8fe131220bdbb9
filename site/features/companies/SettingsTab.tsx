import { addressOf } from '../../lib/address.ts'
import { t } from '../../lib/i18n/t.ts'
import { useAnswer } from '../../lib/resource.ts'
import { ErrorState } from '../../ui/Empty.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { SettingsForm } from './SettingsForm.tsx'

/** What headquarters decides for its whole tree. */
export function SettingsTab() {
  const settings = useAnswer(addressOf('/companies/settings'))
  return (
    <div class="scroller list-scroll">
      <div class="page-body org-info pt-2">
        {settings.state === 'loading' && <SkeletonLines lines={8} />}
        {settings.state === 'failed' && (
          <ErrorState
            what={t('org.tab.settings')}
            error={settings.error}
            onRetry={settings.reload}
          />
        )}
        {settings.data && <SettingsForm settings={settings.data} onSaved={settings.replace} />}
      </div>
    </div>
  )
}
