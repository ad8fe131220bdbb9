import type { JSX } from 'preact'
import { Field, type FieldProps, pick } from './Field.tsx'
import { Icon } from './Icon.tsx'

export type Option<V extends string = string> = { value: V; label: string; note?: string }

type Props<V extends string> = FieldProps & {
  options: readonly Option<V>[]
  value: V | ''
  onValue: (value: V) => void
  /** Shown while nothing is chosen. */
  placeholder?: string
} & Omit<JSX.IntrinsicElements['select'], 'label' | 'value'>

/** Up to about seven fixed choices, with the browser's own list. */
export function Select<V extends string>(props: Props<V>) {
  const { label, help, error, optional, bare, options, value, onValue, placeholder, ...rest } =
    props
  return (
    <Field {...pick({ label, help, error, optional, bare })}>
      {(control) => (
        <div class={`in${error ? ' error' : ''}`}>
          <select
            {...control}
            {...rest}
            value={value}
            onChange={({ currentTarget }) => {
              const chosen = options.find((option) => option.value === currentTarget.value)
              if (chosen) onValue(chosen.value)
            }}
          >
            {placeholder !== undefined && (
              <option value="" disabled>
                {placeholder}
              </option>
            )}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron-down" />
        </div>
      )}
    </Field>
  )
}
