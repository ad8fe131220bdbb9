import { useId } from '../lib/use-id.ts'

type Props<V extends string> = {
  label: string
  options: readonly { value: V; label: string; note: string }[]
  value: V
  onValue: (value: V) => void
}

/** One of a few choices, each with a sentence about its meaning. */
export function RadioList<V extends string>({ label, options, value, onValue }: Props<V>) {
  const name = useId()
  return (
    <fieldset class="choice-list">
      <legend class="vh">{label}</legend>
      {options.map((option) => (
        <label key={option.value} class="check">
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onValue(option.value)}
          />
          <span>
            <b>{option.label}</b>
            <small>{option.note}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
