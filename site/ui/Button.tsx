import type { ComponentChildren, JSX } from 'preact'
import { useId } from '../lib/use-id.ts'
import { Icon } from './Icon.tsx'
import type { IconName } from './icons.ts'

export type ButtonProps = {
  kind?: 'default' | 'primary' | 'danger' | 'danger-solid' | 'ghost' | 'link'
  size?: 'xs' | 'sm' | 'md' | 'lg' | 'touch'
  icon?: IconName
  /** The key with the same effect, shown inside (`A`). */
  shortcut?: string
  busy?: boolean
  /** Why it is disabled now. It stays in place and focusable, so that screen readers read the reason. */
  disabledBecause?: string | undefined
  children: ComponentChildren
} & Omit<JSX.IntrinsicElements['button'], 'size' | 'icon' | 'disabled'>

/** A button with a verb. While busy it keeps its text and ignores presses. */
export function Button(props: ButtonProps) {
  const {
    kind = 'default',
    size = 'md',
    icon,
    shortcut,
    busy = false,
    disabledBecause,
    children,
    onClick,
    class: extra = '',
    type = 'button',
    ...rest
  } = props
  const reasonId = useId()
  const isOff = disabledBecause !== undefined
  return (
    <button
      {...rest}
      type={type}
      class={`btn ${kind} ${size} ${extra}`}
      aria-busy={busy || undefined}
      aria-disabled={isOff || busy || undefined}
      aria-describedby={disabledBecause ? reasonId : rest['aria-describedby']}
      data-tip={disabledBecause || undefined}
      onClick={(event) => {
        if (isOff || busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <span class="spin" /> : icon && <Icon name={icon} />}
      {children}
      {shortcut && <KeyHint>{shortcut}</KeyHint>}
      {disabledBecause && (
        <span class="vh" id={reasonId}>
          {disabledBecause}
        </span>
      )}
    </button>
  )
}

/** A visible key hint; the button's own name is enough for screen readers. */
const KeyHint = ({ children }: { children: string }) => (
  <span class="kbd" aria-hidden="true">
    {children}
  </span>
)

/** A link that looks like a button. */
export function ButtonLink(
  props: Pick<ButtonProps, 'kind' | 'size' | 'icon' | 'children'> & JSX.IntrinsicElements['a'],
) {
  const { kind = 'default', size = 'md', icon, children, class: extra = '', ...rest } = props
  return (
    <a {...rest} class={`btn ${kind} ${size} ${extra}`}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}

type IconButtonProps = { icon: IconName; label: string; size?: number } & Omit<
  JSX.IntrinsicElements['button'],
  'icon' | 'size' | 'label'
>

/**
 * An icon button, only for close, more, copy, previous/next, bell, help, theme; screen readers get its name.
 */
export function IconButton({
  icon,
  label,
  size = 16,
  class: extra = '',
  ...rest
}: IconButtonProps) {
  return (
    <button type="button" {...rest} class={`icon-btn ${extra}`} aria-label={label} title={label}>
      <Icon name={icon} size={size} />
    </button>
  )
}
