import { useRef } from 'preact/hooks'
import type { Option } from './Select.tsx'

type Props<V extends string> = {
  label: string
  options: readonly Option<V>[]
  value: V
  onValue: (value: V) => void
  /** Large tiles for the order form; small buttons elsewhere. */
  tiles?: boolean
}

/** Two to five choices, always visible: one tab stop, arrow keys choose. */
export function Segmented<V extends string>(props: Props<V>) {
  const { label, options, value, onValue, tiles = false } = props
  const group = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!by) return
    event.preventDefault()
    const at = options.findIndex((option) => option.value === value)
    const next = options[(at + by + options.length) % options.length]
    if (!next) return
    onValue(next.value)
    const buttons = group.current?.querySelectorAll('button')
    buttons?.[options.indexOf(next)]?.focus()
  }
  return (
    <div
      ref={group}
      class={tiles ? 'choices' : 'seg'}
      role="radiogroup"
      aria-label={label}
      onKeyDown={move}
    >
      {options.map((option, index) => {
        const isOn = option.value === value
        const isStop = isOn || (index === 0 && !options.some((one) => one.value === value))
        return (
          // biome-ignore lint/a11y/useSemanticElements: a button takes the tile's content and one tab stop
          <button
            type="button"
            key={option.value}
            role="radio"
            aria-checked={isOn}
            tabIndex={isStop ? 0 : -1}
            onClick={() => onValue(option.value)}
          >
            {option.label}
            {option.note && <small>{option.note}</small>}
          </button>
        )
      })}
    </div>
  )
}
