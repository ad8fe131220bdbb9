import { useLayoutEffect, useRef } from 'preact/hooks'
import { AMOUNT_MAX, parseAmount } from '#api/amount.ts'
import { readAmount } from '../lib/amount.ts'
import { shownAmount, typeAmount } from '../lib/amount-typing.ts'
import { currentLang, t } from '../lib/i18n/t.ts'
import { Field, type FieldProps, pick } from './Field.tsx'
import { pastedText } from './pasted.ts'
import { useRaw } from './raw.ts'

type Props = FieldProps & {
  /** Undefined while the field is empty or holds other text. */
  value: number | undefined
  onValue: (value: number | undefined) => void
  /** Shown beside the amount in words: `할당 후 43,700,000원`. */
  effect?: string | undefined
  negative?: boolean
  name?: string
  autoFocus?: boolean
}

/** The text as typed, and whether the field may group it. */
type Raw = { text: string; isOwn: boolean; won: number | undefined }

/**
 * Whole won: groups while typing and keeps the caret, takes `120만`, `₩1,234,000원` and full-width digits,
 * reads large amounts back. Other text stays as typed and keeps the form from being sent. The wheel never
 * changes it; arrow keys do, by 1,000 or 10,000.
 */
export function MoneyInput(props: Props) {
  const { label, help, error, optional, bare, value, onValue, effect, negative, ...rest } = props
  const box = useRef<HTMLInputElement>(null)
  const caret = useRef<number | undefined>(undefined)
  /** The text when composition of a syllable began. */
  const before = useRef<{ text: string; isOwn: boolean } | undefined>(undefined)
  const [raw, setRaw] = useRaw<Raw>(value)
  const shown = raw?.text ?? shownAmount(value)
  const unread = raw && raw.won === undefined && raw.text.trim() ? raw.text : undefined

  useLayoutEffect(() => {
    if (caret.current === undefined || !box.current) return
    box.current.setSelectionRange(caret.current, caret.current)
    caret.current = undefined
  }, [shown, raw])

  const keep = (text: string, isOwn: boolean, amount: number | undefined) => {
    const won = amount !== undefined && amount < 0 && !negative ? undefined : amount
    setRaw({ text, isOwn, won })
    onValue(won)
  }
  const take = (at: HTMLInputElement, kind: string | undefined, pasted?: string) => {
    const { text, isOwn } = before.current ?? { text: shown, isOwn: raw?.isOwn ?? true }
    before.current = undefined
    const caretAt = at.selectionStart ?? 0
    const next = typeAmount({ before: text, text: at.value, caret: caretAt, kind, pasted }, isOwn)
    if (next.text !== at.value) caret.current = next.caret
    keep(next.text, next.isOwn, next.won)
  }
  /** During composition the text must not be regrouped. */
  const compose = ({ value: text }: HTMLInputElement) => {
    before.current ??= { text: shown, isOwn: raw?.isOwn ?? true }
    keep(text, false, parseAmount(text))
  }

  const step = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    if (unread) return
    const by = (event.shiftKey ? 10_000 : 1_000) * (event.key === 'ArrowUp' ? 1 : -1)
    const least = negative ? -AMOUNT_MAX : 0
    setRaw(undefined)
    onValue(Math.min(AMOUNT_MAX, Math.max(least, (value ?? 0) + by)))
  }

  const reading =
    value !== undefined && Math.abs(value) >= 10_000 && currentLang() === 'ko'
      ? readAmount(value)
      : undefined
  const below = [reading, effect].filter(Boolean).join(' · ')
  return (
    <Field
      {...pick({
        label,
        help: below || help,
        error,
        unread: sayUnread(unread, negative),
        optional,
        bare,
      })}
    >
      {(control, hasError) => (
        <div class={`in${hasError ? ' error' : ''}`}>
          <input
            {...control}
            {...rest}
            ref={box}
            class="num strong"
            inputMode={negative ? 'text' : 'numeric'}
            autocomplete="off"
            value={shown}
            onInput={(event) => {
              const { currentTarget: at, inputType, isComposing } = event
              if (isComposing) compose(at)
              else take(at, inputType)
            }}
            onCompositionEnd={({ currentTarget }) => take(currentTarget, 'insertText')}
            onPaste={(event) => {
              const pasted = pastedText(event)
              if (pasted !== undefined) take(event.currentTarget, 'insertFromPaste', pasted)
            }}
            onKeyDown={step}
            onBlur={() => !unread && setRaw(undefined)}
          />
          <span class="muted">{t('ui.won')}</span>
        </div>
      )}
    </Field>
  )
}

const sayUnread = (text: string | undefined, negative = false) =>
  text &&
  t((parseAmount(text) ?? 0) < 0 && !negative ? 'ui.amount_negative' : 'ui.amount_unreadable')
