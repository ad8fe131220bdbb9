import { CORE_CHOICES } from '#api/forms/core.ts'
import { type FormEntry, fieldFor, type Template } from '#api/forms/entry.ts'
import { t } from '../../../lib/i18n/t.ts'
import { labelOf, optionLabel } from '../../../ui/form-field/field-words.ts'

type CoreChoice = keyof typeof CORE_CHOICES
const isCoreChoice = (key: string): key is CoreChoice => key in CORE_CHOICES

/** The name of a field that a condition refers to. */
export function nameOf(key: string, form: Template): string {
  if (isCoreChoice(key)) return t(`builder.core.${key}`)
  const entry = form.find((each) => each.key === key)
  return entry ? labelOf(entry) : key
}

/** The words of a value of such a field. */
export function valueName(key: string, value: string, form: Template): string {
  if (isCoreChoice(key)) return CORE_WORDS[key](value)
  const entry = form.find((each) => each.key === key)
  return entry ? optionLabel(entry, value) : value
}

const CORE_WORDS: Record<CoreChoice, (value: string) => string> = {
  join_type: (value) => t(`words.join.${value as 'mnp'}`),
  sim_type: (value) => t(`words.sim.${value as 'esim'}`),
  customer_type: (value) => t(`words.customer.${value as 'adult'}`),
  support_type: (value) => t(`words.support.${value as 'none'}`),
  contract_months: (value) =>
    value === '0' ? t('builder.no_contract') : t('builder.months', { months: value }),
}

/** The choices to which a condition of this field may refer, with their values. */
export function choicesFor(entry: FormEntry, form: Template) {
  const own = form.flatMap((each) => {
    const options = each.key === entry.key ? undefined : fieldFor(each)?.options
    return options ? [{ key: each.key, values: options }] : []
  })
  return [...Object.entries(CORE_CHOICES).map(([key, values]) => ({ key, values })), ...own]
}

/** One line about the condition of a field, of the catalogue or the policy. */
export function conditionWords(entry: FormEntry, form: Template): string | undefined {
  const condition = entry.when ?? fieldFor(entry)?.law
  if (!condition) return undefined
  const tests = condition.tests.map(({ field, is, values }) =>
    t(is === 'not' ? 'builder.when_not' : 'builder.when_is', {
      field: nameOf(field, form),
      values: values.map((value) => valueName(field, value, form)).join(', '),
    }),
  )
  return tests.join(condition.match === 'all' ? ' · ' : ` ${t('builder.or')} `)
}
