import { t } from '../../lib/i18n/t.ts'
import type { Problem } from './publish.ts'

/** The errors that prevent publishing, each a link to its field. */
export function ProblemLinks({ problems }: { problems: readonly Problem[] }) {
  const each = [...new Map(problems.map((one) => [one.says, one])).values()]
  return (
    <>
      {t('publishing.problems', { count: each.length })}
      <ul class="flex flex-wrap gap-x-4">
        {each.map((problem) => (
          <li key={problem.says}>
            <button type="button" class="link hit" onClick={() => scrollToProblem(problem)}>
              {t(problem.says)}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Scrolls to the part and focuses the field with this error, else the part's first field. */
export function scrollToProblem({ part, says }: Problem) {
  requestAnimationFrame(() => {
    const section = document.getElementById(`part-${part}`)
    section?.scrollIntoView({ block: 'start' })
    const marked = [...(section?.querySelectorAll<HTMLElement>('[aria-invalid]') ?? [])]
    const field =
      marked.find((one) => noteOf(one) === t(says)) ??
      marked[0] ??
      section?.querySelector<HTMLElement>('input, select, [tabindex="0"]')
    field?.focus()
  })
}

const noteOf = (field: HTMLElement) =>
  document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent
