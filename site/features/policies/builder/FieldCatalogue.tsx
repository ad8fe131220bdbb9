import { useState } from 'preact/hooks'
import { CORE_FIELDS } from '#api/forms/core.ts'
import type { FormEntry, Template } from '#api/forms/entry.ts'
import { FIELDS } from '#api/forms/fields.ts'
import { FIELDS_MAX } from '#api/forms/template-problems.ts'
import { FORM_GROUPS } from '#db/words.ts'
import { findIn } from '../../../lib/hangul.ts'
import { t } from '../../../lib/i18n/t.ts'
import { labelOf } from '../../../ui/form-field/field-words.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { SearchBox } from '../../../ui/SearchBox.tsx'
import { OwnField } from './OwnField.tsx'

type Props = { form: Template; onInsert: (entry: FormEntry) => void }

/** Every field that a form may ask for, by section; pressing one adds it or goes to it. */
export function FieldCatalogue({ form, onInsert }: Props) {
  const [query, setQuery] = useState('')
  const inForm = new Set(form.map(({ key }) => key))
  const isFull = form.length >= FIELDS_MAX
  const matches = (entry: FormEntry) =>
    findIn(labelOf(entry), query) !== undefined || entry.key.includes(query.toLowerCase())
  return (
    <div class="builder-catalogue">
      <SearchBox
        value={query}
        onValue={setQuery}
        placeholder={t('builder.search')}
        debounceMs={80}
      />
      <div class="builder-scroll">
        <p class="builder-core subtle" title={t('builder.core_help')}>
          {t('builder.core', {
            fields: CORE_FIELDS.map((key) => t(`builder.core.${key}`)).join(' · '),
          })}
        </p>
        {FORM_GROUPS.map((group) => {
          const entries = FIELDS.filter((field) => field.group === group)
            .map(({ key }): FormEntry => ({ key, required: false }))
            .filter(matches)
          return (
            entries.length > 0 && (
              <section key={group}>
                <h4>{t(`fields.group.${group}`)}</h4>
                <ul>
                  {entries.map((entry) => (
                    <li key={entry.key}>
                      <button
                        type="button"
                        class="builder-pick"
                        data-pick={entry.key}
                        disabled={isFull && !inForm.has(entry.key)}
                        onClick={() => onInsert(entry)}
                      >
                        <span class="trunc">{labelOf(entry)}</span>
                        {inForm.has(entry.key) ? (
                          <span class="subtle">{t('builder.inserted')}</span>
                        ) : (
                          <Icon name="plus" size={14} />
                        )}
                      </button>
                    </li>
                  ))}
                </ul>
              </section>
            )
          )
        })}
      </div>
      <OwnField form={form} isFull={isFull} onInsert={onInsert} />
    </div>
  )
}
