import type { FormError } from '#api/forms/check.ts'
import { type FormEntry, fieldFor, isOwn, type Template } from '#api/forms/entry.ts'
import type { Field } from '#api/forms/fields.ts'
import { FORM_FILLS, FORM_GROUPS, FORM_MASKS, FORM_SENSITIVITIES } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Input } from '../../../ui/Field.tsx'
import { optionLabel } from '../../../ui/form-field/field-words.ts'
import { Select } from '../../../ui/Select.tsx'
import { ConditionEditor } from './ConditionEditor.tsx'
import { groupOf } from './model.ts'
import { OptionsEditor } from './OptionsEditor.tsx'
import { placeOf, sayFault } from './ProblemList.tsx'

type Props = {
  entry: FormEntry
  form: Template
  problems: readonly FormError[]
  onChange: (key: string, part: Partial<FormEntry>) => void
  onMove: (key: string, by: -1 | 1) => void
  onRemove: (key: string) => void
}

/** Kinds with a line or box of text, in which an example may stand. */
const WRITTEN = new Set<Field['kind']>([
  'text',
  'memo',
  'phone',
  'telephone',
  'email',
  'number',
  'won',
  'days',
  'url',
  'barcode',
  'result',
])
const DEFAULTED = new Set<Field['kind']>(['text', 'memo', 'number', 'won', 'days', 'url'])

/** What may be said about the selected field; its type decides what there is. */
export function FieldProperties({ entry, form, problems, onChange, onMove, onRemove }: Props) {
  const field = fieldFor(entry)
  if (!field) return null
  const set = (part: Partial<FormEntry>) => onChange(entry.key, part)
  const textOf = (
    name: 'label' | 'help' | 'placeholder' | 'default',
    label: string,
    max: number,
  ) => (
    <Input
      label={label}
      maxLength={max}
      value={entry[name] ?? ''}
      placeholder={name === 'label' ? t('builder.label_hint') : undefined}
      error={faultOf(problems, form, entry.key, name)}
      onInput={({ currentTarget }) => set({ [name]: currentTarget.value || undefined })}
    />
  )
  const isChoice = field.options !== undefined
  return (
    <div class="builder-properties">
      <div class="builder-pair">
        {textOf('label', t('builder.label'), 200)}
        {textOf('help', t('builder.help'), 500)}
        {WRITTEN.has(field.kind) && textOf('placeholder', t('builder.placeholder'), 200)}
        {DEFAULTED.has(field.kind) && !entry.fill && textOf('default', t('builder.default'), 500)}
        {field.kind === 'choice' && <DefaultChoice entry={entry} field={field} onChange={set} />}
        <Select
          label={t('builder.group')}
          options={FORM_GROUPS.map((group) => ({
            value: group,
            label: t(`fields.group.${group}`),
          }))}
          value={groupOf(entry)}
          onValue={(group) => set({ group })}
        />
        {isOwn(entry.key) && <OwnChoices entry={entry} onChange={set} />}
      </div>
      {isChoice && <OptionsEditor entry={entry} onOptions={(options) => set({ options })} />}
      <div class="flex flex-wrap gap-x-5 gap-y-1">
        {!field.law && !entry.fill && (
          <Checkbox checked={entry.required} onValue={(required) => set({ required })}>
            {t('builder.required')}
          </Checkbox>
        )}
        {entry.default && !entry.fill && (
          <Checkbox
            checked={entry.readOnly ?? false}
            onValue={(isOn) => set({ readOnly: isOn || undefined })}
          >
            {t('builder.read_only')}
          </Checkbox>
        )}
      </div>
      <ConditionEditor entry={entry} form={form} onWhen={(when) => set({ when })} />
      <div class="flex flex-wrap gap-2">
        <Button size="sm" icon="arrow-up" onClick={() => onMove(entry.key, -1)}>
          {t('builder.up')}
        </Button>
        <Button size="sm" icon="arrow-down" onClick={() => onMove(entry.key, 1)}>
          {t('builder.down')}
        </Button>
        <Button size="sm" kind="danger" icon="trash-2" onClick={() => onRemove(entry.key)}>
          {t('builder.remove')}
        </Button>
        <code class="subtle ml-auto self-center text-t12">{entry.key}</code>
      </div>
    </div>
  )
}

/** The first fault of a property, as a sentence. */
function faultOf(
  problems: readonly FormError[],
  form: Template,
  key: string,
  name: string,
): string | undefined {
  const found = problems.find(
    ({ path }) => form[placeOf(path)]?.key === key && path.split('.')[2] === name,
  )
  return found && sayFault(found.path, found.code)
}

type Part = { entry: FormEntry; onChange: (part: Partial<FormEntry>) => void }

function DefaultChoice({ entry, field, onChange }: Part & { field: Field }) {
  return (
    <Select
      label={t('builder.default')}
      options={[
        { value: '', label: t('answers.none') },
        ...(field.options ?? []).map((value) => ({ value, label: optionLabel(entry, value) })),
      ]}
      value={entry.default ?? ''}
      onValue={(value) =>
        onChange(value ? { default: value } : { default: undefined, readOnly: undefined })
      }
    />
  )
}

/** What only own fields may say: what fills them in, their mask, and what happens to their answers. */
function OwnChoices({ entry, onChange }: Part) {
  const { type } = entry
  const isText = type === 'text'
  const fills = FORM_FILLS.filter((fill) => isText || fill === 'now')
  return (
    <>
      {(isText || type === 'date' || type === 'datetime') && (
        <Select
          label={t('builder.fill')}
          options={[
            { value: '', label: t('builder.fill_none') },
            ...fills.map((value) => ({ value, label: t(`builder.fill_${value}`) })),
          ]}
          value={entry.fill ?? ''}
          onValue={(value) =>
            onChange({
              fill: FORM_FILLS.find((fill) => fill === value),
              default: undefined,
              readOnly: undefined,
              required: false,
            })
          }
        />
      )}
      {isText && (
        <Select
          label={t('builder.mask')}
          options={[
            { value: '', label: t('builder.mask_none') },
            ...FORM_MASKS.map((value) => ({ value, label: t(`builder.mask_${value}`) })),
          ]}
          value={entry.mask ?? ''}
          onValue={(value) => onChange({ mask: FORM_MASKS.find((mask) => mask === value) })}
        />
      )}
      {(type === 'number' || type === 'select' || type === 'radio' || type === 'checkbox') && (
        <Select
          label={t('builder.sensitivity')}
          help={t('builder.sensitivity_help')}
          options={FORM_SENSITIVITIES.map((value) => ({
            value,
            label: t(`builder.sensitivity_${value}`),
          }))}
          value={entry.sensitivity ?? 'personal'}
          onValue={(sensitivity) =>
            onChange({ sensitivity: sensitivity === 'plain' ? sensitivity : undefined })
          }
        />
      )}
    </>
  )
}
