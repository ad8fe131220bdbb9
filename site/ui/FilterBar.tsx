import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import { Icon } from './Icon.tsx'
import { Popover } from './Popover.tsx'

/** Search first, then chips, then clearing when two or more are set. All of it lives in the address. */
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

/** The list's search field; tells what was typed a moment after the last key. */
export function SearchBox({
  value,
  onValue,
  placeholder,
  debounceMs = 250,
}: {
  value: string
  onValue: (text: string) => void
  placeholder: string
  debounceMs?: number
}) {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onValue(typed.trim()), debounceMs)
    return () => clearTimeout(timer)
  }, [typed, value, onValue, debounceMs])
  return (
    <div class="in soft sm">
      <Icon name="search" size={14} />
      <input
        type="search"
        aria-label={placeholder}
        placeholder={placeholder}
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        data-search
      />
    </div>
  )
}

/** One condition: its name, its value when set with a way to remove it, and what opens under it. */
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
  /** The choice itself; `close` ends it. */
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
