import { useState } from 'preact/hooks'
import type { DraftItem } from '#api/drafts/contract.ts'
import { useAction } from '../../lib/action.ts'
import { addressOf } from '../../lib/address.ts'
import { api } from '../../lib/client.ts'
import { t } from '../../lib/i18n/t.ts'
import { useEvery } from '../../lib/resource.ts'
import { may } from '../../lib/session.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Empty, ErrorState } from '../../ui/Empty.tsx'
import { Confirm } from '../../ui/Modal.tsx'
import { SkeletonLines } from '../../ui/Skeleton.tsx'
import { When } from '../../ui/When.tsx'

/** Every draft of the headquarters; nothing is loaded for those who may not write any. */
export const useDrafts = () =>
  useEvery(may('policy.draft') && addressOf('/policies/drafts', { query: { limit: 100 } }))
export type Drafts = ReturnType<typeof useDrafts>

/** The drafts of the headquarters: how far each is, who wrote in it last, and the way to go on. */
export function DraftList({ drafts }: { drafts: Drafts }) {
  const [asked, setAsked] = useState<DraftItem | undefined>(undefined)
  const remove = useAction(async (id: string) => {
    await api.delete('/policies/drafts/:id', { param: { id } })
    setAsked(undefined)
    drafts.reload()
  })
  if (drafts.state === 'failed')
    return (
      <ErrorState what={t('states.policy.draft')} error={drafts.error} onRetry={drafts.reload} />
    )
  if (!drafts.data) return <SkeletonLines lines={4} />
  if (drafts.data.length === 0)
    return (
      <Empty icon="scroll-text" title={t('policies.drafts_none')}>
        <ButtonLink icon="plus" href="/policies/new">
          {t('terms.new')}
        </ButtonLink>
      </Empty>
    )
  return (
    <>
      <ul class="frame">
        {drafts.data.map((draft) => (
          <DraftRow key={draft.id} draft={draft} onRemove={() => setAsked(draft)} />
        ))}
      </ul>
      {asked && (
        <Confirm
          danger
          title={t('policies.draft_delete_title')}
          text={t('policies.draft_delete_text', { title: nameOf(asked) })}
          verb={t('policies.draft_delete')}
          busy={remove.busy}
          error={remove.error}
          onConfirm={() => void remove.run(asked.id)}
          onClose={() => {
            setAsked(undefined)
            remove.clear()
          }}
        />
      )}
    </>
  )
}

function DraftRow({ draft, onRemove }: { draft: DraftItem; onRemove: () => void }) {
  const title = nameOf(draft)
  return (
    <li class="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line-faint px-3 py-2 last:border-0">
      <a class="link hit min-w-0 truncate font-medium" href={`/policies/new?draft=${draft.id}`}>
        {title}
      </a>
      {draft.policyTitle && <span class="tag">{t('terms.new_version')}</span>}
      <span class="tag n">{draft.currentStep}/5</span>
      {draft.approval && <span class="tag">{t(`policies.approval_${draft.approval}`)}</span>}
      <span class="subtle text-t12">
        {draft.updatedBy} · <When at={draft.updatedAt} as="ago" />
      </span>
      <span class="ml-auto flex gap-2">
        <ButtonLink size="sm" href={`/policies/new?draft=${draft.id}`}>
          {t('policies.draft_on')}
          <span class="vh"> {title}</span>
        </ButtonLink>
        <Button size="sm" kind="danger" onClick={onRemove}>
          {t('policies.draft_delete')}
          <span class="vh"> {title}</span>
        </Button>
      </span>
    </li>
  )
}

const nameOf = ({ title }: DraftItem) => title || t('policies.draft_unnamed')
