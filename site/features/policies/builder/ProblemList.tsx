import type { FormError } from '#api/forms/check.ts'
import type { Template } from '#api/forms/entry.ts'
import { hasWords, t } from '../../../lib/i18n/t.ts'
import { labelOf } from '../../../ui/form-field/field-words.ts'
import { Glyph } from '../../../ui/Glyph.tsx'

type Props = {
  form: Template
  problems: readonly FormError[]
  onGo: (key: string) => void
}

/** Everything that prevents publishing, each a way to its field. */
export function ProblemList({ form, problems, onGo }: Props) {
  if (problems.length === 0) return null
  return (
    <ul class="builder-problems" aria-label={t('builder.problems')}>
      {problems.map(({ path, code }) => {
        const entry = form[placeOf(path)]
        return (
          <li key={`${path} ${code}`}>
            <span class="s-stop">
              <Glyph name="cross" size={13} />
            </span>
            {entry ? (
              <button type="button" class="link hit" onClick={() => onGo(entry.key)}>
                {labelOf(entry)}: {sayFault(path, code)}
              </button>
            ) : (
              sayFault(path, code)
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** The place of a field in the form, from `form.3.when`. */
export const placeOf = (path: string): number => Number(path.split('.')[1] ?? -1)

/** The sentence of a fault of the template. */
export function sayFault(path: string, code: string): string {
  const part = path
    .split('.')
    .filter((each) => !/^\d+$/.test(each))
    .slice(1)
  for (const key of [`builder.fault.${part.join('_')}.${code}`, `builder.fault.${code}`])
    if (hasWords(key)) return t(key)
  const answer = `answers.${code}`
  return hasWords(answer) ? t(answer) : t('errors.invalid_input')
}
