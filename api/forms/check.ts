import { isDay } from '../calendar.ts'
import { isBusinessNumber } from '../companies/business-number.ts'
import { type Field, type FormFacts, fieldOf } from './fields.ts'

type Template = readonly { key: string; required: boolean }[]
export type FormError = { path: string; code: string; message: string }

/**
 * The errors of an order form against its template; empty when it may be placed. The browser runs the
 * same function, so a shop learns of an error before sending and the server never trusts that it did.
 */
export function checkForm(
  template: Template,
  facts: FormFacts,
  answers: Readonly<Record<string, string>>,
): FormError[] {
  const errors: FormError[] = []
  const say = (key: string, code: string, message: string) =>
    errors.push({ path: `form.${key}`, code, message })
  const asked = new Map(template.map((entry) => [entry.key, entry]))
  for (const key of Object.keys(answers))
    if (!asked.has(key)) say(key, 'unknown_field', 'This form has no such field.')
  for (const { key, required } of template) {
    const field = fieldOf(key)
    if (!field) continue
    const answer = answers[key] ?? ''
    const applies = field.onlyWhen?.(facts, answers) ?? true
    if (!applies) {
      if (answer) say(key, 'not_applicable', 'Leave this out: the other answers do not ask for it.')
    } else if (answer === '') {
      if (required || field.onlyWhen) say(key, 'required', 'Fill this in.')
    } else {
      const problem = answerProblem(field, answer)
      if (problem) say(key, ...problem)
    }
  }
  return errors
}

/** Whether a field is on screen for these answers. */
export const isAsked = (
  field: Field,
  facts: FormFacts,
  answers: Readonly<Record<string, string>>,
): boolean => field.onlyWhen?.(facts, answers) ?? true

function answerProblem(field: Field, answer: string): [code: string, message: string] | undefined {
  if (answer.length > field.max) return ['too_long', `At most ${field.max} characters.`]
  if (answer.includes('\u0000') || !answer.isWellFormed())
    return ['bad_characters', 'Contains characters that cannot be stored.']
  switch (field.kind) {
    case 'phone':
      return /^01\d{8,9}$/.test(answer) ? undefined : ['phone', 'A mobile number, digits only.']
    case 'date':
      return isDay(answer) ? undefined : ['date', 'A calendar day, YYYY-MM-DD.']
    case 'digits':
      return /^\d+$/.test(answer) ? undefined : ['digits', 'Digits only.']
    case 'imei':
      return isImei(answer) ? undefined : ['imei', '15 digits whose last one checks the others.']
    case 'business':
      return /^\d{10}$/.test(answer) && isBusinessNumber(answer)
        ? undefined
        : ['business_number', '10 digits whose last one checks the others.']
    case 'url':
      return /^https?:\/\/\S+$/.test(answer) ? undefined : ['url', 'An address with https://.']
    case 'choice':
      return field.options?.includes(answer) ? undefined : ['choice', 'Choose one of the options.']
    case 'text':
    case 'memo':
      return undefined
  }
}

/** 15 digits with the Luhn check digit. */
export function isImei(text: string): boolean {
  if (!/^\d{15}$/.test(text)) return false
  let sum = 0
  for (let i = 0; i < 15; i++) {
    const digit = Number(text[i])
    const weighed = i % 2 === 1 ? digit * 2 : digit
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return sum % 10 === 0
}
