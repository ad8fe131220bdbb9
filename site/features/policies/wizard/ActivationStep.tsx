import { useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { DRAFT_STEPS, POLICY_KINDS } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { ErrorNote } from '../../../ui/Empty.tsx'
import { Input, TextArea } from '../../../ui/Field.tsx'
import { later } from '../../../ui/later.tsx'
import { Select } from '../../../ui/Select.tsx'
import { PartSection } from '../PartSection.tsx'
import { ProblemLinks } from '../ProblemLinks.tsx'
import type { Props as DialogProps } from '../PublishDialog.tsx'
import type { PartProps } from '../part-props.ts'
import type { Problem } from '../publish.ts'
import { Previews } from './Previews.tsx'
import { Summary } from './Summary.tsx'
import type { Saver } from './saver.ts'

// Loaded on first use.
const PublishDialog = later<DialogProps>(() =>
  import('../PublishDialog.tsx').then((file) => file.PublishDialog),
)

export type Props = {
  part: PartProps
  base: PolicyDetail | undefined
  saver: Saver
  problems: readonly Problem[]
  isTried: boolean
  onTry: () => void
  onGo: (step: number) => void
  onProblem: (problem: Problem) => void
  onFailed: (error: unknown) => void
  onRebase: () => void
}

/** The name, everything that was written with its way back, how it will look, and the only act that publishes. */
export function ActivationStep(props: Props) {
  const { part, base, saver, problems, isTried, onTry, onGo, onProblem, onFailed, onRebase } = props
  const { draft, onDraft, errorAt } = part
  const [isAsking, setAsking] = useState(false)
  const publish = async () => {
    onTry()
    const [first] = problems
    if (first) return onProblem(first)
    // Exactly what is on screen is published, so it is stored first.
    if (await saver.flush()) setAsking(true)
  }
  const saving = saver.now()
  return (
    <>
      {!base && (
        <PartSection part="activation">
          <div class="grid max-w-[720px] grid-cols-2 gap-3.5 max-sm:grid-cols-1">
            <Input
              label={t('publishing.name')}
              placeholder={t('publishing.name_hint')}
              error={errorAt('title')}
              maxLength={200}
              value={draft.title}
              onInput={({ currentTarget }) => onDraft({ title: currentTarget.value })}
            />
            <Select
              label={t('terms.kind')}
              options={POLICY_KINDS.map((value) => ({ value, label: t(`words.kind.${value}`) }))}
              value={draft.kind}
              onValue={(kind) => onDraft({ kind })}
            />
            <div class="col-span-full">
              <TextArea
                label={t('publishing.description')}
                optional
                help={t('publishing.description_hint')}
                maxLength={2000}
                value={draft.description}
                onInput={({ currentTarget }) => onDraft({ description: currentTarget.value })}
              />
            </div>
          </div>
        </PartSection>
      )}
      <Summary
        draft={draft}
        base={base}
        problems={problems}
        onFix={(step) => onGo(DRAFT_STEPS.indexOf(step) + 1)}
      />
      <Previews draft={draft} />
      <div class="flex flex-wrap items-center gap-3 pb-4">
        <Button kind="primary" busy={saving.state === 'saving'} onClick={() => void publish()}>
          {t(draft.from && !base ? 'wizard.schedule' : 'publishing.publish')}
        </Button>
        <div class="subtle">
          {problems.length === 0
            ? t('publishing.ready')
            : isTried && <ProblemLinks problems={problems} onGo={onProblem} />}
        </div>
        {'error' in saving && <ErrorNote error={saving.error} />}
      </div>
      {isAsking && (
        <PublishDialog
          {...{ draft, base, saver, onRebase }}
          onClose={() => setAsking(false)}
          onFailed={(error, isInDraft) => {
            if (isInDraft) setAsking(false)
            onFailed(error)
          }}
        />
      )}
    </>
  )
}
