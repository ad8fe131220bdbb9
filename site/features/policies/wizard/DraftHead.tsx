import type { PolicyDetail } from '#api/policies/contract.ts'
import { t } from '../../../lib/i18n/t.ts'
import { PageHead } from '../../../ui/Page.tsx'
import type { PartProps } from '../part-props.ts'
import { SaveState } from './SaveState.tsx'
import type { Saver } from './saver.ts'

/** The name, which is written here in any step, and how much of the draft is stored. */
export function DraftHead({
  draft,
  base,
  saver,
  onDraft,
}: Pick<PartProps, 'draft' | 'onDraft'> & { base: PolicyDetail | undefined; saver: Saver }) {
  return (
    <PageHead
      title={
        base ? (
          t('publishing.version_title', { title: base.title })
        ) : (
          <>
            <span class="vh">{t('publishing.create_title')}</span>
            <input
              class="draft-title"
              aria-label={t('wizard.title_here')}
              placeholder={t('publishing.name_hint')}
              maxLength={200}
              value={draft.title}
              onInput={({ currentTarget }) => onDraft({ title: currentTarget.value })}
            />
          </>
        )
      }
      beside={
        <>
          <span class="tag">{t('states.policy.draft')}</span>
          {base && <span class="tag n">v{base.currentVersion + 1}</span>}
          <SaveState saver={saver} />
        </>
      }
    />
  )
}
