import type { ComponentChildren, JSX } from 'preact'

type Props = {
  checked: boolean
  /** Some but not all of what it stands for are checked. */
  mixed?: boolean
  onValue?: (checked: boolean) => void
  /** The accessible name where no text stands beside it. */
  label?: string
  children?: ComponentChildren
} & Omit<JSX.IntrinsicElements['input'], 'label' | 'checked'>

export function Checkbox({ checked, mixed = false, onValue, label, children, ...rest }: Props) {
  return (
    <label class="check">
      <input
        {...rest}
        type="checkbox"
        checked={checked}
        indeterminate={mixed}
        aria-label={label}
        onChange={({ currentTarget }) => onValue?.(currentTarget.checked)}
      />
      {children}
    </label>
  )
}

/** Takes effect at once, without a save; anything else is a checkbox. */
export function Switch(props: Omit<Props, 'mixed'>) {
  return <Checkbox {...props} role="switch" />
}
