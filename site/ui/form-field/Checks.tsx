import { chosenIn } from '#api/forms/conditions.ts'
import type { FormEntry } from '#api/forms/entry.ts'
import type { Field } from '#api/forms/fields.ts'
import { useId } from '../../lib/use-id.ts'
import { Checkbox } from '../Checkbox.tsx'
import { Glyph } from '../Glyph.tsx'
import { optionLabel } from './field-words.ts'

type Props = {
  entry: FormEntry
  field: Field
  label: string
  help: string | undefined
  value: string
  error: string | undefined
  onValue: (value: string) => void
}

/** A question with any number of answers, each a checkbox; the answer lists them in the form's order. */
export function Checks({ entry, field, label, help, value, error, onValue }: Props) {
  const id = useId()
  const chosen = new Set(chosenIn(value))
  const set = (option: string, isOn: boolean) =>
    onValue(
      (field.options ?? []).filter((each) => (each === option ? isOn : chosen.has(each))).join(','),
    )
  const note = error ?? help
  return (
    <fieldset
      class="field"
      aria-describedby={note ? id : undefined}
      aria-invalid={error ? true : undefined}
    >
      <legend class="label">{label}</legend>
      <div class="flex flex-wrap gap-x-5 gap-y-1">
        {(field.options ?? []).map((option) => (
          <Checkbox key={option} checked={chosen.has(option)} onValue={(isOn) => set(option, isOn)}>
            {optionLabel(entry, option)}
          </Checkbox>
        ))}
      </div>
      {error ? (
        <p class="help error s-stop" id={id} role="alert">
          <Glyph name="cross" size={13} />
          <span>{error}</span>
        </p>
      ) : (
        help && (
          <p class="help" id={id}>
            {help}
          </p>
        )
      )}
    </fieldset>
  )
}
