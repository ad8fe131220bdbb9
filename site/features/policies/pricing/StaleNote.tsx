import type { CompanyItem } from '#api/companies/contract.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { toast } from '../../../ui/toasts.ts'
import { Changes } from './Changes.tsx'
import { rowsOfChanges } from './change-words.ts'
import { namesIn } from './names-in.ts'
import { changedRules, changesOf } from './rates.ts'
import type { Rates } from './use-rates.ts'

export type Props = {
  rates: Rates
  shops: readonly CompanyItem[]
  devices: PolicyDetail['devices']
}

/** Another person saved in the meantime: where theirs and the own edits differ, and whose go on. */
export function StaleNote({ rates, shops, devices }: Props) {
  const { draft, latest, matrix } = rates
  const rows = rowsOfChanges({
    ...{ changes: changesOf(draft, latest), ruleChanges: changedRules(draft, latest) },
    ...{ matrix, shops, names: namesIn(devices) },
  })
  return (
    <div class="note" role="alert">
      <Icon name="info" size={14} />
      <div class="flex min-w-0 flex-1 flex-col gap-2">
        <span>{t('changing.conflict')}</span>
        <Changes caption={t('changing.conflict_diff')} rows={rows} />
        <span class="flex flex-wrap gap-2">
          <Button
            size="sm"
            onClick={() => {
              rates.takeTheirs()
              toast(t('changing.loaded'))
            }}
          >
            {t('changing.conflict_load')}
          </Button>
          <Button
            size="sm"
            onClick={() => {
              rates.keepMine()
              toast(t('changing.kept'))
            }}
          >
            {t('changing.conflict_keep')}
          </Button>
        </span>
      </div>
    </div>
  )
}
