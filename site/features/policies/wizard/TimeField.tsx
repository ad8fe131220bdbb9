import { t } from '../../../lib/i18n/t.ts'
import { Field, type FieldProps, pick } from '../../../ui/Field.tsx'
import { useRaw } from '../../../ui/raw.ts'
import { parseTime } from '../moment.ts'

/** A time of day: `9`, `930` and `09:30` are enough; `24:00` ends a day. Other text stays as typed. */
export function TimeField(props: FieldProps & { value: string; onValue: (time: string) => void }) {
  const { label, help, error, optional, value, onValue } = props
  const [raw, setRaw] = useRaw<string>(value)
  const isUnread = raw !== undefined && parseTime(raw) === undefined
  const unread = isUnread ? t('wizard.time_format') : undefined
  return (
    <Field {...pick({ label, help, error, unread, optional })}>
      {(control, hasError) => (
        <div class={`in${hasError ? ' error' : ''}`}>
          <input
            {...control}
            class="n"
            inputMode="numeric"
            autocomplete="off"
            placeholder="09:30"
            value={raw ?? value}
            onInput={({ currentTarget }) => {
              const time = parseTime(currentTarget.value)
              setRaw(currentTarget.value)
              if (time) onValue(time)
            }}
            onBlur={() => !isUnread && setRaw(undefined)}
          />
        </div>
      )}
    </Field>
  )
}
