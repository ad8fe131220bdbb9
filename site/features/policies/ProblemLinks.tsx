import { t } from '../../lib/i18n/t.ts'
import type { Problem } from './publish.ts'

/** The errors that prevent publishing, each a link to its field in its step. */
export function ProblemLinks({
  problems,
  onGo,
}: {
  problems: readonly Problem[]
  onGo: (problem: Problem) => void
}) {
  const each = [...new Map(problems.map((one) => [one.says, one])).values()]
  return (
    <>
      {t('publishing.problems', { count: each.length })}
      <ul class="flex flex-wrap gap-x-4">
        {each.map((problem) => (
          <li key={problem.says}>
            <button type="button" class="link hit" onClick={() => onGo(problem)}>
              {t(problem.says)}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Focuses the field of the open step with this error, else the first field of the step. */
export function focusProblem({ says }: Problem) {
  requestAnimationFrame(() => {
    const place = document.getElementById('wizard-step')
    const marked = [...(place?.querySelectorAll<HTMLElement>('[aria-invalid]') ?? [])]
    const field =
      marked.find((one) => noteOf(one) === t(says)) ??
      marked[0] ??
      place?.querySelector<HTMLElement>('input, select, [tabindex="0"]')
    field?.focus()
  })
}

const noteOf = (field: HTMLElement) =>
  document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent
