import { useRef, useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { DRAFT_STEPS, type DraftStep } from '#db/words.ts'
import { t, withWords } from '../../../lib/i18n/t.ts'
import { setQuery, useQuery } from '../../../lib/query.ts'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import { Button } from '../../../ui/Button.tsx'
import { later } from '../../../ui/later.tsx'
import { stopsAt } from '../../../ui/unread.ts'
import type { Draft } from '../draft.ts'
import { focusProblem, ProblemLinks } from '../ProblemLinks.tsx'
import type { PartProps } from '../part-props.ts'
import { type Problem, problemsFrom, problemsOf } from '../publish.ts'
import { useFormSound } from '../use-form-sound.ts'
import type { Props as ActivationProps } from './ActivationStep.tsx'
import { BelongsToPolicy } from './BelongsToPolicy.tsx'
import type { Props as ConflictProps } from './ConflictPanel.tsx'
import { DraftHead } from './DraftHead.tsx'
import type { Props as PricesProps } from './PricesStep.tsx'
import type { Props as PublishProps } from './PublishButton.tsx'
import { RestoredNote } from './RestoredNote.tsx'
import { resultsOf } from './results.ts'
import { StepBar } from './StepBar.tsx'
import type { Saver, Stored } from './saver.ts'
import type { Props as TargetsProps } from './TargetsStep.tsx'
import { useWizard } from './use-wizard.ts'

// Each step loads when it is opened, with the words that only it needs.
const TargetsStep = later<TargetsProps>(() =>
  import('./TargetsStep.tsx').then((file) => file.TargetsStep),
)
const FormPart = later<PartProps>(() => import('../FormPart.tsx').then((file) => file.FormPart))
const PricesStep = later<PricesProps>(() =>
  import('./PricesStep.tsx').then((file) => file.PricesStep),
)
const TermsStep = later<PricesProps & { stored: Stored | undefined }>(() =>
  import('./TermsStep.tsx').then((file) => file.TermsStep),
)
const ActivationStep = later<ActivationProps>(() =>
  withWords(['policies', 'fields', 'succession'], import('./ActivationStep.tsx')).then(
    (file) => file.ActivationStep,
  ),
)
const PublishButton = later<PublishProps>(() =>
  import('./PublishButton.tsx').then((file) => file.PublishButton),
)
const ConflictPanel = later<ConflictProps>(() =>
  import('./ConflictPanel.tsx').then((file) => file.ConflictPanel),
)

type Props = {
  /** The draft on the server; absent for a new one, which begins with the first change. */
  stored: Stored | undefined
  begun: { draft: Draft; restored: boolean }
  /** The policy in force, when this is its next version. */
  base: PolicyDetail | undefined
  onRebase: () => void
}

/** Writing a policy in five steps; everything typed is saved as it is typed, and only the fifth publishes. */
export function WizardScreen({ stored, begun, base, onRebase }: Props) {
  const query = useQuery()
  const { draft, change, saver } = useWizard(stored, begun)
  const [isTried, setTried] = useState(false)
  const [failure, setFailure] = useState<unknown>(undefined)
  const place = useRef<HTMLFormElement>(null)
  const number = numberIn(query.step) ?? stored?.currentStep ?? 1
  const step = DRAFT_STEPS[number - 1] ?? 'targets'
  const isFormSound = useFormSound(draft.form)
  const problems = [...problemsOf(draft, isFormSound), ...problemsFrom(failure)].filter(
    (one) => !base || one.field === 'alongside' || !['targets', 'activation'].includes(one.step),
  )

  const go = (to: number): boolean => {
    // Another step would replace this one and the text that could not be read.
    if (to < 1 || to > DRAFT_STEPS.length || stopsAt(place.current)) return false
    saver.open(to)
    setQuery({ step: String(to) }, true)
    requestAnimationFrame(() => place.current?.focus())
    return true
  }
  const show = (problem: Problem) => {
    setTried(true)
    if (problem.step === step || go(DRAFT_STEPS.indexOf(problem.step) + 1)) focusProblem(problem)
  }
  /** The first thing to correct, where there is one; any other failure says so itself. */
  const fail = (error: unknown) => {
    setTried(true)
    setFailure(error)
    const [first] = problemsFrom(error)
    if (first) show(first)
  }
  useShortcuts({
    nextPart: () => void go(number + 1),
    previousPart: () => void go(number - 1),
    save: () => void saver.flush(),
  })
  const part: PartProps = {
    draft,
    onDraft: (next) => {
      setFailure(undefined)
      change(next)
    },
    errorAt: (field) => {
      const problem = isTried ? problems.find((one) => one.field === field) : undefined
      return problem && t(problem.says)
    },
  }
  const saving = saver.now()
  return (
    <div class="flex min-h-0 flex-1 flex-col">
      <DraftHead draft={draft} base={base} saver={saver} onDraft={part.onDraft} />
      <StepBar
        results={resultsOf(draft, problems)}
        current={number}
        hasProblem={(one) => isTried && problems.some((problem) => problem.step === one)}
        onGo={go}
      />
      <div class="min-h-0 flex-1 overflow-auto">
        {saving.state === 'conflict' && (
          <ConflictPanel conflict={saving.conflict} onDecide={(choices) => saver.decide(choices)} />
        )}
        {begun.restored && <RestoredNote saver={saver} />}
        <form
          key={step}
          id="wizard-step"
          ref={place}
          tabIndex={-1}
          aria-label={t(`publishing.part_${step}`)}
          class="page-body flex flex-col gap-2 pt-2 outline-none"
          onSubmit={(event) => event.preventDefault()}
        >
          {base && ['targets', 'activation'].includes(step) && <BelongsToPolicy step={step} />}
          <StepContent
            {...{ step, part, base, problems, saver }}
            stored={saver.stored()}
            onGo={(to) => void go(to)}
            onFailed={fail}
          />
        </form>
      </div>
      <footer class="task-foot">
        {number > 1 && (
          <Button icon="arrow-left" onClick={() => go(number - 1)}>
            {t(`publishing.part_${DRAFT_STEPS[number - 2] ?? 'targets'}`)}
          </Button>
        )}
        <div class="subtle" role="status">
          {isTried && problems.length > 0 && <ProblemLinks problems={problems} onGo={show} />}
          {problems.length === 0 && t('publishing.ready')}
        </div>
        <span class="ml-auto flex gap-2">
          <LeaveButton saver={saver} />
          {number < DRAFT_STEPS.length ? (
            <Button kind="primary" onClick={() => go(number + 1)}>
              {t(`publishing.part_${DRAFT_STEPS[number] ?? 'activation'}`)}
            </Button>
          ) : (
            <PublishButton
              {...{ draft, base, saver, problems, onRebase }}
              onTry={() => setTried(true)}
              onProblem={show}
              onFailed={fail}
            />
          )}
        </span>
      </footer>
    </div>
  )
}

function StepContent({
  step,
  part,
  base,
  stored,
  ...rest
}: Pick<ActivationProps, 'base' | 'problems' | 'saver' | 'onGo' | 'onFailed'> & {
  step: DraftStep
  part: PartProps
  stored: Stored | undefined
}) {
  switch (step) {
    case 'targets':
      return <TargetsStep {...part} isFixed={base !== undefined} />
    case 'form':
      return <FormPart {...part} />
    case 'prices':
      return <PricesStep {...part} base={base} />
    case 'terms':
      return <TermsStep {...part} base={base} stored={stored} />
    case 'activation':
      return <ActivationStep {...part} base={base} {...rest} />
  }
}

/** Leaves for the list once everything is stored; otherwise the reason stands beside the title. */
function LeaveButton({ saver }: { saver: Saver }) {
  return (
    <Button
      busy={saver.now().state === 'saving'}
      onClick={() =>
        void saver.flush().then((isStored) => isStored && location.assign('/policies?state=draft'))
      }
    >
      {t('wizard.later')}
    </Button>
  )
}

const numberIn = (text: string | undefined) => {
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 && number <= DRAFT_STEPS.length
    ? number
    : undefined
}
