import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { PlacedOrder } from '#api/orders/contract.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { addressOf } from '../../../lib/address.ts'
import { t } from '../../../lib/i18n/t.ts'
import { ApiProblem } from '../../../lib/problem.ts'
import { type Resource, useAnswer } from '../../../lib/resource.ts'
import { shortcutOf } from '../../../lib/shortcuts.ts'
import { ErrorState } from '../../../ui/Empty.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { later } from '../../../ui/later.tsx'
import { SkeletonLines } from '../../../ui/Skeleton.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'
import { stopsAt } from '../../../ui/unread.ts'
import { askedAnswers, askedOf, commandOf } from './asked.ts'
import { ChosenPolicy } from './ChosenPolicy.tsx'
import type { CustomerProps } from './CustomerStep.tsx'
import { askOf, type Draft, factsOf, fitted } from './draft.ts'
import { FormHead } from './FormHead.tsx'
import { nextField, useFocusOn } from './form-focus.ts'
import { GoOn } from './GoOn.tsx'
import type { PlanProps } from './PlanStep.tsx'
import { PolicyStep } from './PolicyStep.tsx'
import { type Problems, problemsOf } from './problems.ts'
import { QuoteBar } from './QuoteBar.tsx'
import type { ReviewProps } from './ReviewStep.tsx'
import { SubmitNotes } from './SubmitNotes.tsx'
import { STEPS, type StepName, useStep } from './steps.ts'
import type { DraftState } from './use-draft.ts'
import { useQuote } from './use-quote.ts'
import { type Submission, useSubmit } from './use-submit.ts'
import { useTaken } from './use-taken.ts'
import { useUploads } from './use-uploads.ts'

// Loaded while the policy is chosen.
const PlanStep = later<PlanProps>(
  () => import('./PlanStep.tsx').then((file) => file.PlanStep),
  () => <SkeletonLines lines={8} />,
)
// The form of the policy with all its controls, loaded while the plan is chosen.
const CustomerStep = later<CustomerProps>(
  () => import('./CustomerStep.tsx').then((file) => file.CustomerStep),
  () => <SkeletonLines lines={8} />,
)

const ReviewStep = later<ReviewProps>(() =>
  import('./ReviewStep.tsx').then((file) => file.ReviewStep),
)

type Props = {
  state: DraftState
  /** The review is on screen: the order may be sent next. */
  onReview: () => void
  onPlaced: (order: PlacedOrder) => void
}

/** Four steps; the amount and the remaining balance stay visible below or beside them. */
export function OrderForm({ state, onReview, onPlaced }: Props) {
  const { draft: kept } = state
  const detail = useAnswer(
    kept.policyId && addressOf('/policies/:id', { param: { id: kept.policyId } }),
  )
  const policy = detail.data?.id === kept.policyId ? detail.data : undefined
  const draft = policy ? fitted(kept, policy) : kept
  const submit = useSubmit(onPlaced)
  const taken = useTaken(draft.answers, submit.state)
  const own = useMemo(() => (policy ? problemsOf(draft, policy) : {}), [draft, policy])
  const uploads = useUploads(draft.answers, state.answer, submit.state)
  const problems = uploads.over(
    { ...takenOf(taken.problems, draft, policy), ...own },
    filesOf(draft, policy),
  )
  const isFilled = policy !== undefined && Object.keys(problems).length === 0
  const step = useStep(draft, isFilled)
  const quoted = useQuote(askOf(draft))
  /** A change of the order clears the messages about its former state. */
  const change: DraftState['change'] = (part) => {
    state.change(part)
    submit.stop()
    setHeld(false)
  }
  const [tries, setTries] = useState(0)
  // The order was sent off and waits for its files.
  const [isHeld, setHeld] = useState(false)
  const running = uploads.running.filter((key) => filesOf(draft, policy).includes(key)).length
  const heading = useFocusOn(step.name)
  useEffect(() => {
    if (step.name === 'plan') CustomerStep.ahead()
    if (step.name === 'customer') ReviewStep.ahead()
    if (step.name === 'review') onReview()
  }, [step.name])
  useEffect(() => {
    if (draft.policyId) PlanStep.ahead()
  }, [draft.policyId])
  const body = useRef<HTMLDivElement>(null)

  const submission: Submission = isHeld ? { is: 'uploading' } : submit.state

  const goOn = () => {
    if (step.name === 'plan') step.go('customer')
    if (step.name === 'customer') {
      if (isFilled && !stopsAt(body.current)) step.go('review')
      else setTries((n) => n + 1)
    }
    if (step.name === 'review') {
      if (running > 0) setHeld(true)
      else send()
    }
  }
  const send = () => {
    const total = quoted.current
    const command = policy && total && commandOf(draft, policy, total)
    if (!command || submit.state.is === 'sending') return
    void submit.send(draft.key, command)
  }
  useEffect(() => {
    if (!isHeld || running > 0) return
    setHeld(false)
    // A file that failed is shown at its field, where the form then stands.
    if (isFilled) send()
    else setTries((n) => n + 1)
  }, [isHeld, running])
  useAfterFailure(submit.state, () => {
    quoted.again()
    detail.reload()
    // Errors of the server are shown at their fields once the form is back on screen.
    setTries((n) => n + 1)
  })

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the keys of the fields inside it
    <div
      class="order-form"
      onKeyDown={(event) => {
        if (shortcutOf(event) === 'ctrl+Enter') {
          event.preventDefault()
          document.querySelector<HTMLElement>('[data-go-on]')?.click()
        } else if (event.key === 'Enter' && !event.isComposing) nextField(event)
      }}
    >
      <FormHead
        onBack={step.at > 0 ? () => step.go(STEPS[step.at - 1] ?? 'policy') : undefined}
        onRestart={() => {
          state.restart()
          step.go('policy')
        }}
      />
      <Stepper
        current={step.at}
        steps={STEPS.map((name, index) => ({
          name: t(`ordering.step.${name}`),
          done: index < step.at,
          href: index <= step.reach ? `?step=${name}` : undefined,
        }))}
        onGo={(index) => step.go(STEPS[index] ?? 'policy')}
      />
      <div class="order-columns">
        <div ref={body} class="order-body">
          {policy && step.name !== 'policy' && (
            <ChosenPolicy policy={policy} onChange={() => step.go('policy')} />
          )}
          <h2 ref={heading} tabIndex={-1}>
            {t(`ordering.ask.${step.name}`)}
          </h2>
          {state.wasKept && step.name === 'plan' && (
            <p class="note">
              <Icon name="info" size={14} />
              <span>{t('ordering.draft_kept')}</span>
            </p>
          )}
          {step.name === 'policy' && (
            <PolicyStep
              policyId={draft.policyId}
              onChoose={({ id }) => {
                if (id !== draft.policyId) change({ policyId: id, planId: undefined })
                step.go('plan')
              }}
            />
          )}
          {step.name !== 'policy' && !policy && <NoPolicy detail={detail} onGo={step.go} />}
          {policy && step.name === 'plan' && (
            <PlanStep draft={draft} policy={policy} quoted={quoted} onChange={change} />
          )}
          {policy && step.name === 'customer' && (
            <CustomerStep
              draft={draft}
              policy={policy}
              problems={problems}
              tries={tries}
              uploads={uploads}
              onLeave={taken.check}
              onChange={change}
            />
          )}
          {policy && step.name === 'review' && (
            <ReviewStep draft={draft} policy={policy} quote={quoted.quote} onGo={step.go} />
          )}
        </div>
        <QuoteBar quoted={quoted}>
          <SubmitNotes
            state={submission}
            running={step.name === 'review' ? running : 0}
            onStop={() => {
              submit.stop()
              setHeld(false)
            }}
          />
          <GoOn
            step={step.name}
            isAsked={askOf(draft) !== undefined}
            quoted={quoted}
            submission={submission}
            onGo={goOn}
          />
        </QuoteBar>
      </div>
    </div>
  )
}

/** The questions for files that are asked now. */
function filesOf(draft: Draft, policy: PolicyDetail | undefined): string[] {
  const facts = factsOf(draft)
  if (!policy || !facts) return []
  return askedOf(policy.form, facts, draft.answers).flatMap(({ entry, field }) =>
    field.kind === 'attachment' ? [entry.key] : [],
  )
}

/** Taken numbers of fields that are still asked. */
function takenOf(taken: Problems, draft: Draft, policy: PolicyDetail | undefined): Problems {
  const facts = factsOf(draft)
  if (!policy || !facts) return {}
  const asked = askedAnswers(policy.form, facts, draft.answers)
  return Object.fromEntries(Object.entries(taken).filter(([key]) => asked[key] !== undefined))
}

function NoPolicy({
  detail,
  onGo,
}: {
  detail: Resource<PolicyDetail>
  onGo: (step: StepName) => void
}) {
  if (detail.error === undefined) return <SkeletonLines lines={8} />
  if (detail.error instanceof ApiProblem && detail.error.status === 404)
    return (
      <p class="note">
        <Icon name="info" size={14} />
        <span>
          {t('ordering.policy_gone')}{' '}
          <button type="button" class="link" onClick={() => onGo('policy')}>
            {t('ordering.change')}
          </button>
        </span>
      </p>
    )
  return (
    <ErrorState what={t('ordering.step.policy')} error={detail.error} onRetry={detail.reload} />
  )
}

/** After a refusal price, balance and form are loaded again, since one of them has changed. */
function useAfterFailure(state: ReturnType<typeof useSubmit>['state'], askAgain: () => void) {
  // Only a new outcome asks again.
  useEffect(() => {
    if (state.is === 'failed' || state.is === 'changed') askAgain()
  }, [state])
}
