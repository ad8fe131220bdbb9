import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/**
 * The typed text while the field shows it; a value from elsewhere (a preset, a fill, a fix) replaces it. A
 * field must report the value of the text that it keeps in the same step.
 */
export function useRaw<Raw>(value: unknown): [Raw | undefined, (raw: Raw | undefined) => void] {
  const [raw, setRaw] = useState<Raw | undefined>(undefined)
  const isOwn = useRef(false)
  const last = useRef(value)
  useLayoutEffect(() => {
    if (last.current !== value && !isOwn.current) setRaw(undefined)
    last.current = value
    isOwn.current = false
  })
  const keep = (next: Raw | undefined) => {
    isOwn.current = true
    setRaw(next)
  }
  return [raw, keep]
}
