import { FIELDS, type Field } from '#api/forms/fields.ts'
import type { Key } from '../../lib/i18n/catalogue.ts'
import { t } from '../../lib/i18n/t.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { PartSection } from './PartSection.tsx'
import type { PartProps } from './part-props.ts'

const GROUPS = ['customer', 'device', 'sim', 'bill', 'shipping', 'extra'] as const

/** The fields that a shop fills in besides plan and customer. Some appear only after certain answers. */
export function FormPart({ draft, onDraft, errorAt }: PartProps) {
  const asked = new Map(draft.form.map((entry) => [entry.key, entry]))
  const set = (key: string, change: { ask?: boolean; required?: boolean }) => {
    const entry = asked.get(key) ?? { key, required: false }
    const next = new Map(asked)
    if (change.ask === false) next.delete(key)
    else next.set(key, { ...entry, required: change.required ?? entry.required })
    // In the catalogue's order, whatever the order of choosing.
    onDraft({ form: FIELDS.flatMap((field) => next.get(field.key) ?? []) })
  }
  return (
    <PartSection part="form" meta={t('terms.form_n', { count: draft.form.length })}>
      {errorAt('form') && <p class="help error">{errorAt('form')}</p>}
      <div class="grid max-w-[1120px] grid-cols-2 gap-x-8 max-md:grid-cols-1">
        {GROUPS.map((group) => (
          <fieldset key={group} class="pb-3">
            <legend class="subtle pb-1 text-t12">{t(`fields.group.${group}`)}</legend>
            {FIELDS.filter((field) => field.group === group).map((field) => (
              <FieldRow
                key={field.key}
                field={field}
                entry={asked.get(field.key)}
                onAsk={(ask) => set(field.key, { ask })}
                onRequired={(required) => set(field.key, { required })}
              />
            ))}
          </fieldset>
        ))}
      </div>
    </PartSection>
  )
}

type RowProps = {
  field: Field
  entry: { required: boolean } | undefined
  onAsk: (ask: boolean) => void
  onRequired: (required: boolean) => void
}

function FieldRow({ field, entry, onAsk, onRequired }: RowProps) {
  const name = t(`fields.${field.key}` as Key)
  const note = field.sealed
    ? t('publishing.form_sealed')
    : field.law
      ? t('publishing.form_when')
      : undefined
  return (
    <div class="flex min-h-9 items-center gap-3 border-b border-line-faint py-1">
      <Checkbox checked={entry !== undefined} onValue={onAsk}>
        <span class={entry ? 'med' : 'muted'}>{name}</span>
      </Checkbox>
      {note && <span class="subtle text-t12">{note}</span>}
      {/* A conditional field is always required when it appears, so there is no choice. */}
      {entry && !field.law && (
        <span class="ml-auto whitespace-nowrap">
          <Checkbox
            checked={entry.required}
            label={t('publishing.form_required', { field: name })}
            onValue={onRequired}
          >
            <span class="text-t12">{t('terms.required')}</span>
          </Checkbox>
        </span>
      )}
    </div>
  )
}
