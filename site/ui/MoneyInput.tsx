import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { AMOUNT_MAX, parseAmount, readAmount } from '../lib/amount.ts'
import { digits } from '../lib/format.ts'
import { currentLang, t } from '../lib/i18n/t.ts'
import { Field, type FieldProps, pick } from './Field.tsx'

type Props = FieldProps & {
  value: number | undefined
  onValue: (value: number | undefined) => void
  /** Said beside the reading: `할당 후 43,700,000원`. */
  effect?: string | undefined
  negative?: boolean
  name?: string
  autoFocus?: boolean
}

/**
 * Whole won: groups as you type with the caret kept, takes `120만`, `₩1,234,000원` and full-width
 * digits, reads large amounts back. The wheel never changes it; arrows do, by 1,000 or 10,000.
 */
export function MoneyInput(props: Props) {
  const { label, help, error, optional, bare, value, onValue, effect, negative, ...rest } = props
  const box = useRef<HTMLInputElement>(null)
  const caret = useRef<number | undefined>(undefined)
  const [raw, setRaw] = useState<string | undefined>(undefined)
  const shown = raw ?? (value === undefined ? '' : digits(value))

  // The caret stays behind the same number of figures, whatever the separators did.
  useLayoutEffect(() => {
    if (caret.current === undefined || !box.current) return
    const at = placeAfter(shown, caret.current)
    box.current.setSelectionRange(at, at)
    caret.current = undefined
  }, [shown])

  const read = (text: string, at: number) => {
    const amount = parseAmount(text)
    caret.current = text.slice(0, at).replace(/\D/g, '').length
    const isUsable = amount !== undefined && (negative || amount >= 0)
    // What is no amount yet (`1.`, `-`) stays as typed until it is one or the field is left.
    setRaw(isUsable && /^[-−\d,]*$/.test(text) ? undefined : text)
    if (isUsable || text === '') onValue(amount)
  }

  const step = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    const by = (event.shiftKey ? 10_000 : 1_000) * (event.key === 'ArrowUp' ? 1 : -1)
    const least = negative ? -AMOUNT_MAX : 0
    onValue(Math.min(AMOUNT_MAX, Math.max(least, (value ?? 0) + by)))
    setRaw(undefined)
  }

  const reading =
    value !== undefined && Math.abs(value) >= 10_000 && currentLang() === 'ko'
      ? readAmount(value)
      : undefined
  const below = [reading, effect].filter(Boolean).join(' · ')
  return (
    <Field {...pick({ label, help: below || help, error, optional, bare })}>
      {(control) => (
        <div class={`in${error ? ' error' : ''}`}>
          <input
            {...control}
            {...rest}
            ref={box}
            class="num strong"
            inputMode={negative ? 'text' : 'numeric'}
            autocomplete="off"
            value={shown}
            onInput={({ currentTarget: at }) => read(at.value, at.selectionStart ?? 0)}
            onKeyDown={step}
            onBlur={() => setRaw(undefined)}
          />
          <span class="muted">{t('ui.won')}</span>
        </div>
      )}
    </Field>
  )
}

function placeAfter(text: string, figures: number): number {
  let seen = 0
  for (let at = 0; at < text.length; at++) {
    if (seen === figures) return at
    if (/\d/.test(text[at] ?? '')) seen++
  }
  return text.length
}
