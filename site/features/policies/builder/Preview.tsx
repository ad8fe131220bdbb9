import { useState } from 'preact/hooks'
import { checkForm, sentAnswers } from '#api/forms/check.ts'
import { askedFields } from '#api/forms/conditions.ts'
import { CORE_CHOICES, type FormFacts } from '#api/forms/core.ts'
import { isFixed, type Template } from '#api/forms/entry.ts'
import { defaultAnswers, fillSources, fixedAnswer } from '#api/forms/fill.ts'
import { FORM_GROUPS } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { serverNow, today } from '../../../lib/server-clock.ts'
import { useMe } from '../../../lib/session.ts'
import { AskedField } from '../../../ui/form-field/AskedField.tsx'
import { Select } from '../../../ui/Select.tsx'
import { valueName } from './condition-words.ts'
import { groupOf } from './model.ts'

type Props = {
  form: Template
  selected: string | undefined
  onSelect: (key: string) => void
}

const SHOWN = ['join_type', 'customer_type', 'support_type', 'sim_type'] as const
const FIRST: FormFacts = {
  joinType: 'mnp',
  simType: 'prepaid',
  customerType: 'adult',
  supportType: 'public',
  contractMonths: 24,
}
const FACT = {
  join_type: 'joinType',
  customer_type: 'customerType',
  support_type: 'supportType',
  sim_type: 'simType',
} as const

/** The form on the shop's telephone, by the rule of the order form; what is typed here is thrown away. */
export function Preview({ form, selected, onSelect }: Props) {
  const [facts, setFacts] = useState(FIRST)
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const me = useMe()
  const now = { ...facts, day: today() }
  const answers = { ...defaultAnswers(form), ...typed }
  const asked = askedFields(form, now, answers)
  const missing = checkForm(form, now, sentAnswers(form, now, answers)).length
  const sources = fillSources(new Date(serverNow()), {
    user: me?.name ?? '',
    policy: t('builder.preview_policy'),
  })
  return (
    <aside class="builder-preview" aria-label={t('builder.preview')}>
      <div class="builder-facts">
        {SHOWN.map((key) => (
          <Select
            key={key}
            label={t(`builder.core.${key}`)}
            options={CORE_CHOICES[key].map((value) => ({
              value: value as string,
              label: valueName(key, value, form),
            }))}
            value={facts[FACT[key]]}
            onValue={(value) => setFacts({ ...facts, [FACT[key]]: value })}
          />
        ))}
      </div>
      <div class="builder-phone">
        <p class="builder-phone-title">{t('builder.preview_title')}</p>
        <div class="builder-phone-body">
          {FORM_GROUPS.map((group) => {
            const fields = asked.filter(({ entry }) => groupOf(entry) === group)
            return (
              fields.length > 0 && (
                <section key={group}>
                  <h5>{t(`fields.group.${group}`)}</h5>
                  {fields.map(({ entry, field, required }) => (
                    // After the click: selecting moves the page, and a press that ends elsewhere is none.
                    // biome-ignore lint/a11y/noStaticElementInteractions: hears of the controls inside
                    <div
                      key={entry.key}
                      class="builder-asked"
                      data-selected={entry.key === selected || undefined}
                      onClick={() => onSelect(entry.key)}
                      onKeyUp={() => onSelect(entry.key)}
                    >
                      <AskedField
                        entry={entry}
                        field={field}
                        required={required}
                        value={
                          isFixed(entry)
                            ? fixedAnswer(entry, field, sources)
                            : (answers[entry.key] ?? '')
                        }
                        error={undefined}
                        onValue={(value) => setTyped({ ...typed, [entry.key]: value })}
                      />
                    </div>
                  ))}
                </section>
              )
            )
          })}
        </div>
        <p class="builder-phone-foot subtle n" role="status">
          {missing > 0
            ? t('builder.preview_missing', { count: missing })
            : t('builder.preview_ready')}
        </p>
      </div>
    </aside>
  )
}
