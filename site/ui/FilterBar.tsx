import type { ComponentChildren } from 'preact'
import { t } from '../lib/i18n/t.ts'
import { Icon } from './Icon.tsx'
import { Popover } from './Popover.tsx'

/** The search first, then chips, then "clear" when two or more are set. The address holds all of it. */
export function FilterBar({
  children,
  setCount,
  onClear,
}: {
  children: ComponentChildren
  setCount: number
  onClear: () => void
}) {
  return (
    <search class="filters">
      {children}
      {setCount >= 2 && (
        <button type="button" class="btn ghost sm" onClick={onClear}>
          {t('ui.clear')}
        </button>
      )}
    </search>
  )
}

/** One condition: its name, its value with a way to remove it, and a panel to choose. */
export function FilterChip({
  name,
  value,
  onClear,
  children,
}: {
  name: string
  /** The chosen value in words; undefined when the condition is not set. */
  value?: string | undefined
  onClear: () => void
  /** The panel's content; `close` closes the panel. */
  children: (close: () => void) => ComponentChildren
}) {
  const isSet = value !== undefined && value !== ''
  return (
    <Popover
      label={name}
      trigger={(button) => (
        <span class={`chip${isSet ? ' set' : ''}`}>
          <button type="button" {...button} class="!m-0 gap-1.5">
            {name}
            {isSet ? <b class="n">{value}</b> : <Icon name="chevron-down" size={13} />}
          </button>
          {isSet && (
            <button type="button" aria-label={t('ui.remove_filter', { name })} onClick={onClear}>
              <Icon name="x" size={12} />
            </button>
          )}
        </span>
      )}
    >
      {children}
    </Popover>
  )
}
