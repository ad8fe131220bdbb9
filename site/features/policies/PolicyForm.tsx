import { useRef, useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { t } from '../../lib/i18n/t.ts'
import { useKeyring } from '../../lib/keys.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/Empty.tsx'
import { Glyph } from '../../ui/Glyph.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { later } from '../../ui/later.tsx'
import { PageHead } from '../../ui/Page.tsx'
import { stopsAt } from '../../ui/unread.ts'
import { BasicPart } from './BasicPart.tsx'
import { type Draft, draftOf } from './draft.ts'
import { FormPart } from './FormPart.tsx'
import { keepDraft, keptDraft } from './kept-draft.ts'
import { PricesPart } from './PricesPart.tsx'
import { ProblemLinks, scrollToProblem } from './ProblemLinks.tsx'
import type { Props as PublishProps } from './PublishDialog.tsx'
import type { PartProps } from './part-props.ts'
import { type Part, problemsFrom, problemsOf } from './publish.ts'
import { TargetsPart } from './TargetsPart.tsx'
import { TermsPart } from './TermsPart.tsx'

// Loaded on first use, at the end of the form.
const PublishDialog = later<PublishProps>(() =>
  import('./PublishDialog.tsx').then((file) => file.PublishDialog),
)

const PARTS: readonly Part[] = ['basic', 'targets', 'prices', 'form', 'terms']
/** The parts that a version can change; name and targets belong to the policy. */
const VERSION_PARTS: readonly Part[] = ['prices', 'form', 'terms']

/** One page with everything that a version fixes; nothing is saved before it is published. */
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
  // Outlives the dialog: people who close it after a lost answer and try again send the same command.
  const { keyOf } = useKeyring()

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    setFailure(undefined)
    if (!base) keepDraft(next)
  }
  const [formFaults, setFormFaults] = useState(0)
  const problems = [...problemsOf(draft, formFaults), ...problemsFrom(failure)]
  const errorAt = (field: string) => {
    const problem = tried ? problems.find((one) => one.field === field) : undefined
    return problem && t(problem.says)
  }
  const fields = useRef<HTMLFormElement>(null)
  const publish = () => {
    setTried(true)
    if (stopsAt(fields.current)) return
    const [first] = problems
    if (first) return scrollToProblem(first)
    setAsking(true)
  }
  const part: PartProps = { draft, onDraft: change, errorAt }
  return (
    <div class="flex min-h-0 flex-1 flex-col">
      <div class="min-h-0 flex-1 overflow-auto">
        <PageHead
          title={
            base
              ? t('publishing.version_title', { title: base.title })
              : t('publishing.create_title')
          }
          beside={base && <span class="tag n">v{base.currentVersion + 1}</span>}
        />
        <nav class="tabs" aria-label={t('terms.new')}>
          {(base ? VERSION_PARTS : PARTS).map((name) => (
            <a key={name} href={`#part-${name}`}>
              {t(`publishing.part_${name}`)}
              {tried && problems.some((one) => one.part === name) && (
                <span class="s-stop">
                  <Glyph name="cross" size={13} />
                </span>
              )}
            </a>
          ))}
        </nav>
        <form
          // Discarding a draft also discards the text of fields that could not be read.
          key={String(restored)}
          ref={fields}
          class="page-body flex flex-col gap-2 pt-2"
          onSubmit={(event) => event.preventDefault()}
        >
          {restored && (
            <p class="note items-center">
              <Icon name="info" size={14} />
              <span>{t('publishing.draft_kept')}</span>
              <button
                type="button"
                class="link"
                onClick={() => {
                  setDraft(keepDraft(undefined))
                  setRestored(false)
                }}
              >
                {t('publishing.draft_clear')}
              </button>
            </p>
          )}
          <BasicPart {...part} isVersion={base !== undefined} />
          <TargetsPart {...part} isVersion={base !== undefined} />
          <PricesPart {...part} base={base} />
          <FormPart {...part} onFaults={setFormFaults} />
          <TermsPart {...part} />
        </form>
      </div>
      <footer class="task-foot">
        <div class="subtle" role="status">
          {tried && problems.length > 0 ? (
            <ProblemLinks problems={problems} />
          ) : problems.length === 0 ? (
            t('publishing.ready')
          ) : (
            ''
          )}
        </div>
        {tried && problems.length === 0 && <ErrorNote error={failure} />}
        <Button kind="primary" class="ml-auto" onClick={publish}>
          {t('publishing.publish')}
        </Button>
      </footer>
      {asking && (
        <PublishDialog
          keyOf={keyOf}
          draft={draft}
          base={base}
          onClose={() => setAsking(false)}
          onFailed={(error) => {
            setFailure(error)
            const [first] = problemsFrom(error)
            if (!first) return
            setAsking(false)
            scrollToProblem(first)
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
