import type { FormEntry } from '#api/forms/entry.ts'
import { isFixed } from '#api/forms/entry.ts'
import type { Field } from '#api/forms/fields.ts'
import { t, withWords } from '../../lib/i18n/t.ts'
import { digitsOf, masked } from '../../lib/masks.ts'
import { DateField } from '../DateField.tsx'
import { Input, TextArea } from '../Field.tsx'
import { later } from '../later.tsx'
import { MaskedInput } from '../MaskedInput.tsx'
import { Select } from '../Select.tsx'
import { Checks } from './Checks.tsx'
import type { FileFieldProps } from './FileField.tsx'
import { labelOf, maskOf, optionLabel, shownAnswer } from './field-words.ts'
import type { FileControl } from './file-state.ts'
import { Tiles } from './Tiles.tsx'

// Few forms ask for files.
const FileField = later<FileFieldProps>(() =>
  withWords(['attaching'], import('./FileField.tsx')).then((file) => file.FileField),
)

export type AskedProps = {
  entry: FormEntry
  field: Field
  required: boolean
  value: string
  error: string | undefined
  /** What people usually answer; anything else may still be typed. */
  suggestions?: readonly string[]
  onValue: (value: string) => void
  /** What a question for a file works with; without it a picked file is kept at once and sent nowhere. */
  file?: FileControl
}

/** Choices that fit beside one another; more are a list. */
const TILES_MAX = 5

/** One question of the policy's form, with the control that its kind asks for. */
export function AskedField(props: AskedProps) {
  const { entry, field, required, value, error, onValue } = props
  const help = entry.help ?? (field.sealed ? t('answers.sealed') : undefined)
  const label = labelOf(entry)
  const common = { label, help, error, optional: !required, name: entry.key }
  if (isFixed(entry))
    return (
      <Input
        label={label}
        help={entry.help ?? t('answers.fixed')}
        readOnly
        value={shownAnswer(entry, value)}
      />
    )
  const mask = maskOf(field)
  if (mask)
    return (
      <MaskedInput
        {...common}
        mask={mask}
        required={required}
        autocomplete="off"
        placeholder={entry.placeholder ?? (mask === 'birth' ? '1991-03-14' : undefined)}
        value={digitsOf(value)}
        // A day is kept as it is shown, 1991-03-14, other numbers as digits, all else as typed.
        onValue={(typed) => onValue(mask === 'birth' ? masked(mask, typed) : typed)}
      />
    )
  switch (field.kind) {
    case 'choice':
      return <Choice {...props} label={label} />
    case 'checks':
      return <Checks {...props} label={label} help={help} />
    case 'attachment':
      return (
        <FileField
          label={label}
          help={help}
          error={error}
          optional={!required}
          control={props.file ?? pretended(value, onValue)}
        />
      )
    case 'memo':
      return (
        <TextArea
          {...common}
          maxLength={field.max}
          placeholder={entry.placeholder}
          value={value}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      )
    case 'date':
      return <DateField {...common} value={value} onValue={onValue} />
    default:
      return <Line {...props} {...common} />
  }
}

/** A preview takes any file and sends none. */
const pretended = (value: string, onValue: (value: string) => void): FileControl => ({
  state: undefined,
  isKept: value !== '',
  onPick: () => onValue(crypto.randomUUID()),
  onCancel: () => undefined,
  onRetry: () => undefined,
  onRemove: () => onValue(''),
})

function Choice({
  entry,
  field,
  value,
  error,
  required,
  label,
  onValue,
}: AskedProps & { label: string }) {
  const options = (field.options ?? []).map((option) => ({
    value: option,
    label: optionLabel(entry, option),
  }))
  if (entry.type === 'select' || options.length > TILES_MAX)
    return (
      <Select
        label={label}
        help={entry.help}
        error={error}
        optional={!required}
        name={entry.key}
        options={required ? options : [{ value: '', label: t('answers.none') }, ...options]}
        placeholder={required ? (entry.placeholder ?? t('answers.choose')) : undefined}
        value={value}
        onValue={onValue}
      />
    )
  return (
    <Tiles
      label={label}
      help={entry.help}
      error={error}
      value={value || undefined}
      options={options}
      onValue={onValue}
    />
  )
}

type LineProps = AskedProps & {
  label: string
  help: string | undefined
  optional: boolean
  name: string
}

/** One line of text, a number, an address or a code. */
function Line({ entry, field, required, value, suggestions = [], onValue, ...frame }: LineProps) {
  const list = `${entry.key}-list`
  return (
    <>
      <Input
        label={frame.label}
        help={frame.help}
        error={frame.error}
        optional={frame.optional}
        name={frame.name}
        required={required}
        maxLength={field.max}
        autocomplete="off"
        placeholder={entry.placeholder}
        value={value}
        {...TYPED[field.kind]}
        {...(field.kind === 'won'
          ? { suffix: <span class="subtle">{t('fields.unit_won')}</span> }
          : {})}
        {...(field.kind === 'days'
          ? { suffix: <span class="subtle">{t('fields.unit_days')}</span> }
          : {})}
        {...(suggestions.length > 0 ? { list } : {})}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
      {suggestions.length > 0 && (
        <datalist id={list}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </>
  )
}

/** Keyboards and pickers of the browser, by kind. */
const TYPED: Partial<Record<Field['kind'], object>> = {
  url: { inputMode: 'url', placeholder: 'https://' },
  email: { inputMode: 'email', type: 'email' },
  number: { inputMode: 'numeric' },
  won: { inputMode: 'numeric' },
  days: { inputMode: 'numeric' },
  datetime: { type: 'datetime-local' },
}
