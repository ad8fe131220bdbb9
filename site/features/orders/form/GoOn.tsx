import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { refusal } from './QuoteBar.tsx'
import type { StepName } from './steps.ts'
import type { QuoteState } from './use-quote.ts'
import type { Submission } from './use-submit.ts'

type Props = {
  step: StepName
  /** Whether all choices that the price needs are made. */
  isAsked: boolean
  quoted: QuoteState
  submission: Submission
  onGo: () => void
}

/** The button to the next step. A reason against going on is shown beside it; the button stays in place. */
export function GoOn({ step, isAsked, quoted, submission, onGo }: Props) {
  if (step === 'policy') return null
  const isBusy = BUSY.has(submission.is)
  return (
    <Button
      kind="primary"
      size="touch"
      class="w-full"
      data-go-on
      busy={isBusy}
      disabledBecause={isBusy ? undefined : whyNot(step, isAsked, quoted)}
      onClick={onGo}
    >
      {wordOf(step, submission)}
      {step !== 'review' && <Icon name="arrow-right" size={18} />}
    </Button>
  )
}

const BUSY: ReadonlySet<Submission['is']> = new Set(['sending', 'waiting', 'uploading'])

function whyNot(step: StepName, isAsked: boolean, quoted: QuoteState): string | undefined {
  if (!isAsked) return t('ordering.why_plan')
  const refused = quoted.asking && !quoted.current ? undefined : refusal(quoted)
  if (refused) return refused
  // The next step may open before the price arrives; placing the order waits for it. It does not wait for a price
  // that is only asked again: a press at that moment would be lost, and the order names the price that was read.
  return step === 'review' && !quoted.current ? t('ordering.why_asking') : undefined
}

function wordOf(step: StepName, { is }: Submission): string {
  if (step === 'plan') return t('ordering.next.customer')
  if (step === 'customer') return t('ordering.next.review')
  if (BUSY.has(is)) return t('ordering.sending')
  return t(is === 'changed' ? 'ordering.submit_changed' : 'ordering.submit')
}
