import { useState } from 'preact/hooks'
import { type FormEntry, fieldFor } from '#api/forms/entry.ts'
import { fieldOf } from '#api/forms/fields.ts'
import { OPTIONS_MAX } from '#api/forms/template-problems.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { TextArea } from '../../../ui/Field.tsx'
import { optionLabel } from '../../../ui/form-field/field-words.ts'
import { optionsFrom } from './model.ts'

type Props = { entry: FormEntry; onOptions: (options: FormEntry['options']) => void }

/** The choices of a field: those of the catalogue that are offered, or an own list, one a line. */
export function OptionsEditor({ entry, onOptions }: Props) {
  const known = fieldOf(entry.key)?.options
  return known ? (
    <Offered entry={entry} known={known} onOptions={onOptions} />
  ) : (
    <OwnOptions entry={entry} onOptions={onOptions} />
  )
}

function Offered({ entry, known, onOptions }: Props & { known: readonly string[] }) {
  const offered = new Set(fieldFor(entry)?.options)
  const set = (value: string, isOn: boolean) => {
    const next = known.filter((each) => (each === value ? isOn : offered.has(each)))
    onOptions(
      next.length === known.length
        ? undefined
        : next.map((each) => ({ value: each, label: optionLabel(entry, each) })),
    )
  }
  return (
    <fieldset>
      <legend class="label">{t('builder.options')}</legend>
      <div class="flex flex-wrap gap-x-5 gap-y-1">
        {known.map((value) => (
          <Checkbox key={value} checked={offered.has(value)} onValue={(isOn) => set(value, isOn)}>
            {optionLabel({ key: entry.key, required: false }, value)}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  )
}

/** What is typed stays as typed until the field is left, so that a new line can be begun. */
function OwnOptions({ entry, onOptions }: Props) {
  const options = entry.options ?? []
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const shown = typed ?? options.map(({ label }) => label).join('\n')
  return (
    <TextArea
      label={t('builder.options')}
      help={t('builder.options_help', { max: OPTIONS_MAX })}
      rows={Math.min(8, Math.max(3, shown.split('\n').length + 1))}
      value={shown}
      onInput={({ currentTarget }) => {
        setTyped(currentTarget.value)
        const next = optionsFrom(currentTarget.value, options)
        onOptions(entry.type === 'checkbox' && next.length === 0 ? undefined : next)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}
