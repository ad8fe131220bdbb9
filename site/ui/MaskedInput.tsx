import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { MaskName } from '../lib/mask-groups.ts'
import { maskSays } from '../lib/mask-words.ts'
import { masked, typeMask } from '../lib/masks.ts'
import { Field, type FieldProps, pick } from './Field.tsx'
import { pastedText } from './pasted.ts'

type Props = FieldProps & {
  mask: MaskName
  /** Digits; or the text as typed, if it holds anything else. */
  value: string
  onValue: (value: string) => void
  name?: string
  required?: boolean
  autocomplete?: string
  placeholder?: string | undefined
}

/**
 * A number with a format. Other text stays as typed and keeps the form from being sent. A scanner's Enter
 * goes to the next field instead of submitting the form.
 */
export function MaskedInput(props: Props) {
  const { label, help, error, optional, mask, value, onValue, ...rest } = props
  const box = useRef<HTMLInputElement>(null)
  const caret = useRef<number | undefined>(undefined)
  const [composed, setComposed] = useState<string | undefined>(undefined)
  const shown = composed ?? (/^\d*$/.test(value) ? masked(mask, value) : value)
  const unread = value ? maskSays(mask, value) : undefined

  useLayoutEffect(() => {
    if (caret.current === undefined || !box.current) return
    box.current.setSelectionRange(caret.current, caret.current)
    caret.current = undefined
  })

  const take = (at: HTMLInputElement, kind?: string, isPasted = false) => {
    const change = { before: shown, text: at.value, caret: at.selectionStart ?? 0, kind, isPasted }
    const typed = typeMask(mask, change)
    setComposed(undefined)
    if (typed.text !== at.value) {
      at.value = typed.text
      caret.current = typed.caret
      at.setSelectionRange(typed.caret, typed.caret)
    }
    onValue(typed.value)
  }
  return (
    <Field {...pick({ label, help, error, unread, optional })}>
      {(control, hasError) => (
        <div class={`in${hasError ? ' error' : ''}`}>
          <input
            {...control}
            {...rest}
            ref={box}
            class="n"
            inputMode="numeric"
            value={shown}
            onInput={({ currentTarget: at, inputType, isComposing }) => {
              if (!isComposing) return take(at, inputType)
              setComposed(at.value)
              onValue(at.value)
            }}
            onCompositionEnd={({ currentTarget }) => take(currentTarget)}
            onPaste={(event) => {
              if (pastedText(event) !== undefined) take(event.currentTarget, undefined, true)
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.isComposing) return
              // Ctrl+Enter belongs to the form.
              if (event.ctrlKey || event.metaKey) return
              event.preventDefault()
              focusNext(event.currentTarget)
            }}
          />
        </div>
      )}
    </Field>
  )
}

function focusNext(from: HTMLInputElement) {
  const fields = [
    ...(from.form?.querySelectorAll<HTMLElement>('input, select, textarea, button') ?? []),
  ]
  fields[fields.indexOf(from) + 1]?.focus()
}
