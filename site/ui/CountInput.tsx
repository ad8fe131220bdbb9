import type { ComponentChildren } from 'preact'
import { t } from '../lib/i18n/t.ts'
import { Field, type FieldProps, pick } from './Field.tsx'
import { useRaw } from './raw.ts'

type Props = FieldProps & {
  value: number
  onValue: (value: number) => void
  least?: number
  most: number
  /** The error for a number out of range; a text that is no number has its own. */
  range: string
  suffix?: ComponentChildren
}

/** A whole number: of months, days, minutes. Other text stays as typed and keeps the form from being sent. */
export function CountInput(props: Props) {
  const { label, help, error, optional, value, onValue, least = 0, most, range, suffix } = props
  const [raw, setRaw] = useRaw<string>(value)
  const fault = raw === undefined ? undefined : faultOf(raw, { least, most, range })
  return (
    <Field {...pick({ label, help, error, unread: fault, optional })}>
      {(control, hasError) => (
        <div class={`in${hasError ? ' error' : ''}`}>
          <input
            {...control}
            class="n"
            inputMode="numeric"
            autocomplete="off"
            value={raw ?? String(value)}
            onInput={({ currentTarget }) => {
              const text = currentTarget.value
              setRaw(text)
              if (faultOf(text, { least, most, range }) === undefined) onValue(countOf(text))
            }}
            onBlur={() => fault === undefined && setRaw(undefined)}
          />
          {suffix}
        </div>
      )}
    </Field>
  )
}

const plainOf = (text: string) => text.normalize('NFKC').trim()
const countOf = (text: string) => Number(plainOf(text))

function faultOf(
  text: string,
  { least, most, range }: { least: number; most: number; range: string },
): string | undefined {
  if (!/^\d{1,9}$/.test(plainOf(text))) return t('errors.digits_unreadable')
  return countOf(text) < least || countOf(text) > most ? range : undefined
}
