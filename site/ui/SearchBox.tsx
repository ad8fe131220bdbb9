import { useEffect, useRef, useState } from 'preact/hooks'
import { searchable } from '../lib/hangul.ts'
import { isKey } from '../lib/shortcuts.ts'
import { enterRowsComing, enterRowsSoon, stayOut } from './held-focus.ts'
import { Icon } from './Icon.tsx'

/** The list's search field; reports the text a moment after the last key, without half a syllable. */
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
  const [isComposing, setComposing] = useState(false)
  const query = searchable(typed, isComposing)
  // The reported text comes back as the value; only a different value replaces the typed text.
  const reported = useRef(value)
  useEffect(() => {
    if (value !== reported.current) setTyped(value)
    reported.current = value
  }, [value])
  useEffect(() => {
    if (query === value) return
    const timer = setTimeout(() => {
      reported.current = query
      onValue(query)
    }, debounceMs)
    return () => clearTimeout(timer)
  }, [query, value, onValue, debounceMs])
  return (
    <div class="in soft sm">
      <Icon name="search" size={14} />
      <input
        type="search"
        aria-label={placeholder}
        placeholder={placeholder}
        value={typed}
        onInput={({ currentTarget, isComposing: isBegun }) => {
          stayOut()
          setComposing(isBegun)
          setTyped(currentTarget.value)
        }}
        onCompositionEnd={() => setComposing(false)}
        onBlur={stayOut}
        onKeyDown={(event) => {
          if (event.isComposing || !isKey(event, 'results')) return
          event.preventDefault()
          if (query === value) return enterRowsComing()
          enterRowsSoon()
          reported.current = query
          onValue(query)
        }}
        data-search
      />
    </div>
  )
}
