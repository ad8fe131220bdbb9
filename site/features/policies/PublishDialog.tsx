import { useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { useAction } from '../../lib/action.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { cellsOf, type Draft } from './draft.ts'
import { keepDraft } from './kept-draft.ts'
import { publishPolicy, publishVersion } from './publish.ts'
import { shopsOf } from './TargetsPart.tsx'
import { useCompanies } from './use-companies.ts'

export type Props = {
  draft: Draft
  base: PolicyDetail | undefined
  /** Returns the Idempotency-Key for a body. */
  keyOf: (body: unknown) => string
  onClose: () => void
  onFailed: (error: unknown) => void
  onRebase: () => void
}

/** Says whom the policy reaches before publishing, which cannot be undone. */
export function PublishDialog({ draft, base, keyOf, onClose, onFailed, onRebase }: Props) {
  const shops = useCompanies('retail')
  const [requiresReading, setRequiresReading] = useState(false)
  const publish = useAction(async () => {
    try {
      return await (base
        ? publishVersion(base.id, base.version, draft, keyOf)
        : publishPolicy(draft, requiresReading, keyOf))
    } catch (failure) {
      onFailed(failure)
      throw failure
    }
  })
  const run = async () => {
    const policy = await publish.run()
    if (!policy) return
    if (!base) keepDraft(undefined)
    location.assign(`/policies/view?id=${policy.id}&published=1`)
  }
  const stale = publish.error instanceof ApiProblem && publish.error.code === 'version_conflict'
  const reach = { agencies: draft.targets.length, shops: shopsOf(shops, draft.targets) }
  return (
    <Confirm
      title={
        base
          ? t('publishing.publish_version_title', { title: base.title, n: base.currentVersion + 1 })
          : t('publishing.publish_title', { title: draft.title.trim() })
      }
      text={t(base ? 'publishing.publish_version_text' : 'publishing.publish_text', reach)}
      verb={t('publishing.publish')}
      busy={publish.busy}
      error={stale ? undefined : (publish.error ?? shops.error)}
      disabledBecause={shops.data ? undefined : t('ui.loading')}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <table class="calc">
        <tbody>
          <tr>
            <td>{t('publishing.priced_cells')}</td>
            <td class="num">{digits(cellsOf(draft).length)}</td>
          </tr>
          <tr>
            <td>{t('terms.form')}</td>
            <td class="num">{t('terms.form_n', { count: draft.form.length })}</td>
          </tr>
        </tbody>
      </table>
      {!base && (
        <Checkbox checked={requiresReading} onValue={setRequiresReading}>
          {t('publishing.requires_reading')}
        </Checkbox>
      )}
      {stale && (
        <div class="flex flex-col gap-2">
          <p class="help warn" role="alert">
            {t('publishing.version_conflict')}
          </p>
          <Button size="sm" onClick={onRebase}>
            {t('publishing.version_rebase')}
          </Button>
        </div>
      )}
    </Confirm>
  )
}
