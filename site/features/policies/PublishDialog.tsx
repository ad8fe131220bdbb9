import type { PolicyDetail } from '#api/policies/contract.ts'
import { useAction } from '../../lib/action.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { cellsOf, type Draft } from './draft.ts'
import { keepDraft } from './kept-draft.ts'
import { publishPolicy, publishVersion } from './publishing.ts'
import { shopsOf } from './TargetsPart.tsx'
import { useCompanies } from './use-companies.ts'

type Props = {
  draft: Draft
  base: PolicyDetail | undefined
  onClose: () => void
  onFailed: (error: unknown) => void
  onRebase: () => void
}

/** Says whom it reaches before it cannot be taken back. */
export function PublishDialog({ draft, base, onClose, onFailed, onRebase }: Props) {
  const shops = useCompanies('retail')
  const publish = useAction(async () => {
    try {
      return await (base ? publishVersion(base.id, base.version, draft) : publishPolicy(draft))
    } catch (failure) {
      onFailed(failure)
      throw failure
    }
  })
  const run = async () => {
    const policy = await publish.run()
    if (!policy) return
    if (!base) keepDraft(undefined)
    location.assign(`/policies/view?id=${policy.id}`)
  }
  const stale = publish.error instanceof ApiProblem && publish.error.code === 'version_conflict'
  const told = { agencies: draft.targets.length, shops: shopsOf(shops, draft.targets) }
  return (
    <Confirm
      title={
        base
          ? t('policies.publish_version_title', { title: base.title, n: base.currentVersion + 1 })
          : t('policies.publish_title', { title: draft.title.trim() })
      }
      text={t(base ? 'policies.publish_version_text' : 'policies.publish_text', told)}
      verb={t('policies.publish')}
      busy={publish.busy}
      error={stale ? undefined : publish.error}
      disabledBecause={shops.items ? undefined : t('ui.loading')}
      onConfirm={() => void run()}
      onClose={onClose}
    >
      <table class="calc">
        <tbody>
          <tr>
            <td>{t('policies.priced_cells')}</td>
            <td class="num">{digits(cellsOf(draft).length)}</td>
          </tr>
          <tr>
            <td>{t('policies.form')}</td>
            <td class="num">{t('policies.form_n', { count: draft.form.length })}</td>
          </tr>
        </tbody>
      </table>
      {stale && (
        <div class="flex flex-col gap-2">
          <p class="help warn" role="alert">
            {t('policies.version_conflict')}
          </p>
          <Button size="sm" onClick={onRebase}>
            {t('policies.version_rebase')}
          </Button>
        </div>
      )}
    </Confirm>
  )
}
