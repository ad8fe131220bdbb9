import { DRAFT_STEPS, type DraftStep } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { hrefWith } from '../../../lib/query.ts'
import { Glyph } from '../../../ui/Glyph.tsx'
import { Stepper } from '../../../ui/Stepper.tsx'

/** The five steps with what each holds; on a phone also the name of the open one. */
export function StepBar({
  results,
  current,
  hasProblem,
  onGo,
}: {
  results: Readonly<Record<DraftStep, { result: string; done: boolean }>>
  /** From 1. */
  current: number
  hasProblem: (step: DraftStep) => boolean
  onGo: (step: number) => void
}) {
  const name = t(`publishing.part_${DRAFT_STEPS[current - 1] ?? 'targets'}`)
  return (
    <>
      <Stepper
        steps={DRAFT_STEPS.map((step, index) => ({
          name: t(`publishing.part_${step}`),
          done: results[step].done,
          result: hasProblem(step) ? (
            <span class="s-stop">
              <Glyph name="cross" size={13} />
            </span>
          ) : (
            results[step].result
          ),
          href: hrefWith({ step: String(index + 1) }),
        }))}
        current={current - 1}
        onGo={(index) => onGo(index + 1)}
      />
      <p class="px-(--gutter) pt-1 text-t12 font-medium sm:hidden" aria-hidden="true">
        {current}/{DRAFT_STEPS.length} {name}
      </p>
    </>
  )
}
