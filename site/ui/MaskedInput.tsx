import { useState } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { type MaskName, masked, maskLength, maskProblem } from '../lib/masks.ts'
import { Field, type FieldProps, pick } from './Field.tsx'

type Props = FieldProps & {
  mask: MaskName
  /** Digits only. */
  value: string
  onValue: (digits: string) => void
  name?: string
  required?: boolean
  autocomplete?: string
  placeholder?: string | undefined
}

/** A number with a shape. A scanner's Enter goes to the next field instead of submitting the form. */
export function MaskedInput(props: Props) {
  const { label, help, error, optional, mask, value, onValue, ...rest } = props
  const [left, setLeft] = useState(false)
  const problem = left && value ? maskProblem(mask, value) : undefined
  const said =
    problem &&
    (problem.missing > 0
      ? t('ui.digits_short', { missing: problem.missing, length: maskLength(mask) })
      : t('ui.digits_wrong'))
  return (
    <Field {...pick({ label, help, error: error ?? said, optional })}>
      {(control) => (
        <div class={`in${error || said ? ' error' : ''}`}>
          <input
            {...control}
            {...rest}
            class="n"
            inputMode="numeric"
            value={masked(mask, value)}
            onInput={({ currentTarget: at }) => {
              const digits = at.value.replace(/\D/g, '').slice(0, maskLength(mask))
              at.value = masked(mask, digits)
              onValue(digits)
            }}
            onBlur={() => setLeft(true)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              focusNext(event.currentTarget)
            }}
          />
        </div>
      )}
    </Field>
  )
}

function focusNext(from: HTMLInputElement) {
  const fields = [
    ...(from.form?.querySelectorAll<HTMLElement>('input, select, textarea, button') ?? []),
  ]
  fields[fields.indexOf(from) + 1]?.focus()
}
