import type { PolicyDetail } from '#api/policies/contract.ts'
import { useAction } from '../../lib/action.ts'
import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { ApiProblem } from '../../lib/problem.ts'
import { Button } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { cellsOf, type Draft } from './draft.ts'
import { problemsFrom, publishDraft } from './publish.ts'
import { beginsLater, useReach } from './wizard/reach.ts'
import type { Saver } from './wizard/saver.ts'

export type Props = {
  draft: Draft
  base: PolicyDetail | undefined
  saver: Saver
  onClose: () => void
  /** `isInDraft`: a step has to be corrected. */
  onFailed: (error: unknown, isInDraft: boolean) => void
  onRebase: () => void
}

/** Who hears of it when: shops hear of a policy that begins later when it begins. */
function toldBy(draft: Draft, base: PolicyDetail | undefined) {
  if (beginsLater(draft)) return 'publishing.publish_later_text'
  return base ? 'publishing.publish_version_text' : 'publishing.publish_text'
}

/** Says whom the policy reaches before publishing, which cannot be undone. */
export function PublishDialog({ draft, base, saver, onClose, onFailed, onRebase }: Props) {
  const reach = useReach(draft)
  const { keyOf } = useKeyring()
  const publish = useAction(async () => {
    const stored = saver.stored()
    if (!stored) throw new Error('a draft is stored before it is published')
    const body = { version: stored.version, ...(base && { policyVersion: base.version }) }
    try {
      return await publishDraft(stored.id, body, keyOf)
    } catch (failure) {
      onFailed(failure, problemsFrom(failure).length > 0)
      throw failure
    }
  })
  const run = async () => {
    const policy = await publish.run()
    if (policy) location.assign(`/policies/view?id=${policy.id}&published=1`)
  }
  const { error } = publish
  const stale = error instanceof ApiProblem && error.code === 'version_conflict' ? error : undefined
  const taken = error instanceof ApiProblem && error.code === 'gone' ? error.facts : undefined
  return (
    <Confirm
      title={
        base
          ? t('publishing.publish_version_title', { title: base.title, n: base.currentVersion + 1 })
          : t('publishing.publish_title', { title: draft.title.trim() })
      }
      text={reach && t(toldBy(draft, base), reach)}
      verb={t('publishing.publish')}
      busy={publish.busy}
      error={stale || taken ? undefined : error}
      disabledBecause={reach ? undefined : t('ui.loading')}
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
      {stale && (
        <div class="flex flex-col gap-2">
          <p class="help warn" role="alert">
            {t(stale.facts.of === 'draft' ? 'wizard.draft_changed' : 'publishing.version_conflict')}
          </p>
          <Button
            size="sm"
            onClick={stale.facts.of === 'draft' ? () => location.reload() : onRebase}
          >
            {t(stale.facts.of === 'draft' ? 'wizard.read_again' : 'publishing.version_rebase')}
          </Button>
        </div>
      )}
      {taken && (
        <p class="help warn" role="alert">
          <span>{t('wizard.published_by', { name: String(taken.by) })}</span>{' '}
          <a class="link" href={`/policies/view?id=${taken.policyId}`}>
            {t('wizard.open_policy')}
          </a>
        </p>
      )}
    </Confirm>
  )
}
