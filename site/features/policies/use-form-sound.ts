import { useEffect, useReducer } from 'preact/hooks'
import { DEFAULT_FORM } from '#api/forms/fields.ts'
import type { templateProblems } from '#api/forms/template-problems.ts'
import type { Draft } from './draft.ts'

/** A test proves that it is sound. */
const DEFAULT = JSON.stringify(DEFAULT_FORM)

let check: typeof templateProblems | undefined

/**
 * Whether the form may be published. Its rules are large and load with the first form that is not the default one;
 * until then it counts as sound, and the server checks it in any case.
 */
export function useFormSound(form: Draft['form']): boolean {
  const [, draw] = useReducer((drawn: number, _: undefined) => drawn + 1, 0)
  const isOwn = JSON.stringify(form) !== DEFAULT
  useEffect(() => {
    if (!isOwn || check) return
    import('#api/forms/template-problems.ts').then(
      (file) => {
        check = file.templateProblems
        draw(undefined)
      },
      // Without them publishing is tried, and refused in words.
      () => undefined,
    )
  }, [isOwn])
  return !isOwn || check === undefined || check(form).length === 0
}
