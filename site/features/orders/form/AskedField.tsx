import type { Device } from '#api/catalog/contract.ts'
import type { Field } from '#api/forms/fields.ts'
import { t } from '../../../lib/i18n/t.ts'
import { digitsOf, masked } from '../../../lib/masks.ts'
import { Input, TextArea } from '../../../ui/Field.tsx'
import { MaskedInput } from '../../../ui/MaskedInput.tsx'
import { maskOf } from './problems.ts'
import { Tiles } from './Tiles.tsx'

type Props = {
  field: Field
  /** The caption of the policy, else that of the catalogue. */
  label: string
  help?: string | undefined
  required: boolean
  value: string
  error: string | undefined
  devices: readonly Device[]
  deviceModel: string | undefined
  onValue: (value: string) => void
}

const optionName = (key: string, option: string) =>
  key === 'bill_method'
    ? t(`words.bill.${option as 'bank'}`)
    : option === 'mvno'
      ? t('fields.carrier.mvno')
      : t(`words.carrier.${option as 'skt'}`)

/** An answer as people read it: options in words, numbers in their usual groups. */
export function shownAnswer(field: Field, answer: string): string {
  if (field.kind === 'choice') return optionName(field.key, answer)
  const mask = maskOf(field)
  return mask ? masked(mask, answer) : answer
}

/** One question of the policy's form, with the control that its kind asks for. */
export function AskedField(props: Props) {
  const { field, label, required, value, error, onValue } = props
  const help = props.help ?? (field.sealed ? t('ordering.sealed') : undefined)
  const common = { label, help, error, optional: !required, name: field.key }
  const mask = maskOf(field)
  if (mask)
    return (
      <MaskedInput
        {...common}
        mask={mask}
        required={required}
        autocomplete="off"
        placeholder={field.kind === 'date' ? '1991-03-14' : undefined}
        value={digitsOf(value)}
        // A day is kept as it is shown, 1991-03-14, other numbers as digits, all else as typed.
        onValue={(typed) => onValue(field.kind === 'date' ? masked(mask, typed) : typed)}
      />
    )
  if (field.kind === 'choice')
    return (
      <Tiles
        label={label}
        error={error}
        value={value || undefined}
        options={(field.options ?? []).map((option) => ({
          value: option,
          label: optionName(field.key, option),
        }))}
        onValue={onValue}
      />
    )
  if (field.kind === 'memo')
    return (
      <TextArea
        {...common}
        maxLength={field.max}
        value={value}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
    )
  const list = suggestions(props)
  return (
    <>
      <Input
        {...common}
        required={required}
        maxLength={field.max}
        autocomplete="off"
        value={value}
        {...(field.kind === 'url' ? { inputMode: 'url', placeholder: 'https://' } : {})}
        {...(list.length > 0 ? { list: `${field.key}-list` } : {})}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
      {list.length > 0 && (
        <datalist id={`${field.key}-list`}>
          {list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </>
  )
}

/** Models of the catalogue, and the colours of the one chosen; anything else may still be typed. */
function suggestions({ field, devices, deviceModel }: Props): readonly string[] {
  if (field.key === 'device_model') return devices.map(({ name }) => name)
  if (field.key !== 'device_color') return []
  return devices.find(({ name }) => name === deviceModel)?.colors ?? []
}
