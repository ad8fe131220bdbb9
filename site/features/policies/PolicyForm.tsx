import { useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Glyph } from '../../ui/Glyph.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { BasicPart } from './BasicPart.tsx'
import { type Draft, draftOf } from './draft.ts'
import { FormPart } from './FormPart.tsx'
import { keepDraft, keptDraft } from './kept-draft.ts'
import { PricesPart } from './PricesPart.tsx'
import { PublishDialog } from './PublishDialog.tsx'
import { type Part, problemsFrom, problemsOf } from './publishing.ts'
import { TargetsPart } from './TargetsPart.tsx'
import { TermsPart } from './TermsPart.tsx'

export type PartProps = {
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  /** What is said at a field, once publishing was tried. */
  errorAt: (field: string) => string | undefined
}

const PARTS: readonly Part[] = ['basic', 'targets', 'prices', 'form', 'terms']
/** A version keeps what its policy is called and whom it reaches. */
const VERSION_PARTS: readonly Part[] = ['prices', 'form', 'terms']

/** One page with everything that a version fixes; nothing is written before it is published. */
export function PolicyForm({
  base,
  onRebase,
}: {
  /** The version in force, when this is the next one. */
  base: PolicyDetail | undefined
  onRebase: () => void
}) {
  const [begun] = useState(() => (base ? { draft: draftOf(base), restored: false } : keptDraft()))
  const [draft, setDraft] = useState<Draft>(begun.draft)
  const [restored, setRestored] = useState(begun.restored)
  const [tried, setTried] = useState(false)
  const [failure, setFailure] = useState<unknown>(undefined)
  const [asking, setAsking] = useState(false)

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    setFailure(undefined)
    if (!base) keepDraft(next)
  }
  const problems = [...problemsOf(draft), ...problemsFrom(failure)]
  const errorAt = (field: string) => {
    const problem = tried ? problems.find((one) => one.field === field) : undefined
    return problem && t(problem.says)
  }
  const publish = () => {
    setTried(true)
    const [first] = problems
    if (first) return scrollToPart(first.part)
    setAsking(true)
  }
  const part: PartProps = { draft, onDraft: change, errorAt }
  return (
    <div class="flex min-h-0 flex-1 flex-col">
      <div class="min-h-0 flex-1 overflow-auto">
        <PageHead
          title={
            base ? t('policies.version_title', { title: base.title }) : t('policies.create_title')
          }
          beside={base && <span class="tag n">v{base.currentVersion + 1}</span>}
        />
        <nav class="tabs" aria-label={t('policies.new')}>
          {(base ? VERSION_PARTS : PARTS).map((name) => (
            <a key={name} href={`#part-${name}`}>
              {t(`policies.part_${name}`)}
              {tried && problems.some((one) => one.part === name) && (
                <span class="s-stop">
                  <Glyph name="cross" size={13} />
                </span>
              )}
            </a>
          ))}
        </nav>
        <form
          class="page-body flex flex-col gap-2 pt-2"
          onSubmit={(event) => event.preventDefault()}
        >
          {restored && (
            <p class="note items-center">
              <Icon name="info" size={14} />
              <span>{t('policies.draft_kept')}</span>
              <button
                type="button"
                class="link"
                onClick={() => {
                  setDraft(keepDraft(undefined))
                  setRestored(false)
                }}
              >
                {t('policies.draft_clear')}
              </button>
            </p>
          )}
          <BasicPart {...part} isVersion={base !== undefined} />
          <TargetsPart {...part} isVersion={base !== undefined} />
          <PricesPart {...part} base={base} />
          <FormPart {...part} />
          <TermsPart {...part} />
        </form>
      </div>
      <footer class="task-foot">
        <span class="subtle" role="status">
          {tried && problems.length > 0
            ? t('policies.problems', { count: problems.length })
            : problems.length === 0
              ? t('policies.ready')
              : ''}
        </span>
        {tried && problems.length === 0 && <ErrorNote error={failure} />}
        <Button kind="primary" class="ml-auto" onClick={publish}>
          {t('policies.publish')}
        </Button>
      </footer>
      {asking && (
        <PublishDialog
          draft={draft}
          base={base}
          onClose={() => setAsking(false)}
          onFailed={(error) => {
            setFailure(error)
            const [first] = problemsFrom(error)
            if (!first) return
            setAsking(false)
            scrollToPart(first.part)
          }}
          onRebase={() => {
            setAsking(false)
            setFailure(undefined)
            onRebase()
          }}
        />
      )}
    </div>
  )
}

/** To the part that needs correcting, with the focus on its first marked field. */
function scrollToPart(part: Part) {
  requestAnimationFrame(() => {
    const section = document.getElementById(`part-${part}`)
    section?.scrollIntoView({ block: 'start' })
    const field = section?.querySelector<HTMLElement>(
      '[aria-invalid], input, select, [tabindex="0"]',
    )
    field?.focus({ preventScroll: true })
  })
}
