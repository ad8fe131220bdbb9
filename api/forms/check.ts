import { isDay } from '../calendar.ts'
import { isEid, isImei } from '../code.ts'
import { isBusinessNumber } from '../companies/business-number.ts'
import { personalNumberIn } from '../personal-number.ts'
import { isPhone } from '../phone.ts'
import { isBroken } from '../text.ts'
import { ageProblem } from './age.ts'
import { type Field, type FormFacts, fieldOf } from './fields.ts'

type Template = readonly { key: string; required: boolean }[]
export type FormError = { path: string; code: string; message: string }
type Problem = [code: string, message: string]

/**
 * The errors of an order form against its template; empty when the order may be placed. The browser runs the
 * same function to show errors before sending; the server always checks again.
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
      const problem =
        answerProblem(field, answer) ?? crossFieldProblem(field, answer, facts, answers)
      if (problem) say(key, ...problem)
    }
  }
  return errors
}

/** Whether a field is shown for these answers. */
export const isAsked = (
  field: Field,
  facts: FormFacts,
  answers: Readonly<Record<string, string>>,
): boolean => field.onlyWhen?.(facts, answers) ?? true

/** The fault of an answer on its own. */
function answerProblem(field: Field, answer: string): Problem | undefined {
  if (answer.length > field.max) return ['too_long', `At most ${field.max} characters.`]
  if (isBroken(answer)) return ['bad_characters', 'Contains characters that cannot be stored.']
  switch (field.kind) {
    case 'phone':
      return isPhone(answer, 'mobile') ? undefined : ['phone', 'A mobile number, digits only.']
    case 'date':
      return isDay(answer) ? undefined : ['date', 'A calendar day, YYYY-MM-DD.']
    case 'eid':
      return isEid(answer) ? undefined : ['eid', '32 digits.']
    case 'imei':
      return isImei(answer) ? undefined : ['imei', '15 digits whose last one checks the others.']
    case 'iccid':
    case 'serial':
    case 'account':
      return NUMBERS[field.kind].form.test(answer) && /[1-9A-Z]/.test(answer)
        ? undefined
        : [field.kind, NUMBERS[field.kind].says]
    case 'business':
      return /^\d{10}$/.test(answer) && isBusinessNumber(answer)
        ? undefined
        : ['business_number', '10 digits whose last one checks the others.']
    case 'url':
      return isAddress(answer) ? personalProblem(answer) : ['url', 'An address with https://.']
    case 'choice':
      return field.options?.includes(answer) ? undefined : ['choice', 'Choose one of the options.']
    case 'text':
    case 'memo':
      return personalProblem(answer)
  }
}

/** Numbers without a public check digit: only length and alphabet can be checked. */
const NUMBERS = {
  iccid: { form: /^[0-9A-Z]{8,20}$/, says: '8 to 20 digits and letters, as on the SIM.' },
  serial: { form: /^[0-9A-Z]{4,50}$/, says: '4 to 50 digits and letters, as on the device.' },
  account: { form: /^\d{6,20}$/, says: '6 to 20 digits.' },
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)
}

function personalProblem(answer: string): Problem | undefined {
  const found = personalNumberIn(answer)
  if (!found) return undefined
  return found === 'resident_number'
    ? [found, 'Leave the resident registration number out; it is kept nowhere.']
    : [found, 'Leave the card number out; it is kept nowhere.']
}

/** The fault of an answer in combination with the others. */
function crossFieldProblem(
  { key }: Field,
  answer: string,
  facts: FormFacts,
  answers: Readonly<Record<string, string>>,
): Problem | undefined {
  if (key === 'birth_date') return ageProblem(answer, facts)
  if (key === 'imei2' && answer === answers.imei)
    return ['same_imei', 'The second IMEI is another one than the first.']
  return undefined
}
