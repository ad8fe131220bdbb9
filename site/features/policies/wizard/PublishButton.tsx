import { useState } from 'preact/hooks'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Draft } from '../draft.ts'
import { PublishDialog } from '../PublishDialog.tsx'
import type { Problem } from '../publish.ts'
import type { Saver } from './saver.ts'

export type Props = {
  draft: Draft
  base: PolicyDetail | undefined
  saver: Saver
  problems: readonly Problem[]
  /** Problems are shown from now on. */
  onTry: () => void
  onProblem: (problem: Problem) => void
  onFailed: (error: unknown) => void
  onRebase: () => void
}

/** The only act that publishes: stores what is on screen, asks, and leads back to the step of a problem. */
export function PublishButton(props: Props) {
  const { draft, base, saver, problems, onTry, onProblem, onFailed, onRebase } = props
  const [isAsking, setAsking] = useState(false)
  const publish = async () => {
    onTry()
    const [first] = problems
    if (first) return onProblem(first)
    // Exactly what is on screen is published, so it is stored first.
    if (await saver.flush()) setAsking(true)
  }
  return (
    <>
      <Button kind="primary" onClick={() => void publish()}>
        {t(draft.from && !base ? 'wizard.schedule' : 'publishing.publish')}
      </Button>
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
