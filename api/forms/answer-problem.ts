import { isDay } from '../calendar.ts'
import { isEid, isIccid, isImei } from '../code.ts'
import { isBusinessNumber } from '../companies/business-number.ts'
import { personalNumberIn } from '../personal-number.ts'
import { isPhone } from '../phone.ts'
import { isBroken } from '../text.ts'
import { chosenIn } from './conditions.ts'
import type { Field, FieldKind } from './fields.ts'

export type Problem = [code: string, message: string]

/** The most that one amount of an order form may be, in won: no telephone costs more. */
const WON_MAX = 100_000_000
const DAYS_MAX = 1095

/** The fault of an answer on its own, in its normal form. */
export function answerProblem(field: Field, answer: string): Problem | undefined {
  if (answer.length > field.max) return ['too_long', `At most ${field.max} characters.`]
  if (isBroken(answer)) return ['bad_characters', 'Contains characters that cannot be stored.']
  return CHECKS[field.kind](answer, field)
}

type Check = (answer: string, field: Field) => Problem | undefined

const matching =
  (isRight: (answer: string) => boolean, ...problem: Problem): Check =>
  (answer) =>
    isRight(answer) ? undefined : problem

/**
 * Numbers without a public check digit: only length and alphabet can be checked. Digits of a person that stand
 * in their place are refused as such.
 */
const written =
  (form: RegExp, ...problem: Problem): Check =>
  (answer) =>
    form.test(answer) && /[1-9A-Z]/.test(answer) ? personalProblem(answer) : problem

const BANK_ACCOUNT_MAX = 14
/**
 * 13 digits alone are an account: those of some banks begin with 9002 or 301, so one in eight reads as a birth
 * date, and of these one in eleven has the right check digit too. Refusing them would keep a customer from being
 * paid. A resident number is known by its hyphen, which `normalAnswer` keeps; a card has more digits than accounts
 * of banks.
 */
const account: Check = (answer) => {
  const found = personalProblem(answer)
  if (found && !(/^\d+$/.test(answer) && answer.length <= BANK_ACCOUNT_MAX)) return found
  return /^\d{6,20}$/.test(answer) && /[1-9]/.test(answer)
    ? undefined
    : ['account', '6 to 20 digits.']
}

const upTo = (max: number, ...problem: Problem): Check =>
  matching((answer) => /^\d{1,12}$/.test(answer) && Number(answer) <= max, ...problem)

const SIM_NUMBER = written(
  /^[0-9A-Z]{8,20}$/,
  'iccid',
  '8 to 20 digits and letters, as on the SIM.',
)

const free: Check = (answer) => personalProblem(answer)

const CHECKS: Record<FieldKind, Check> = {
  text: free,
  memo: free,
  phone: matching((answer) => isPhone(answer, 'mobile'), 'phone', 'A mobile number, digits only.'),
  telephone: matching(
    (answer) => isPhone(answer, 'any'),
    'phone',
    'A telephone number, digits only.',
  ),
  email: (answer) =>
    /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(answer)
      ? personalProblem(answer)
      : ['email', 'An e-mail address: name@example.com.'],
  date: matching(isDay, 'date', 'A calendar day, YYYY-MM-DD.'),
  datetime: matching(isMoment, 'datetime', 'A day and a time in Seoul, YYYY-MM-DDThh:mm.'),
  number: matching((answer) => /^-?\d{1,12}$/.test(answer), 'number', 'A whole number.'),
  won: upTo(WON_MAX, 'won', 'An amount in won, at most 100,000,000.'),
  days: upTo(DAYS_MAX, 'days', 'A number of days, at most 1,095.'),
  imei: matching(isImei, 'imei', '15 digits whose last one checks the others.'),
  eid: matching(isEid, 'eid', '32 digits whose last two check the others.'),
  iccid: (answer, field) =>
    isIccid(answer) === false
      ? ['iccid_digit', 'The last digit does not check the others: scan or type it again.']
      : SIM_NUMBER(answer, field),
  serial: written(/^[0-9A-Z]{4,50}$/, 'serial', '4 to 50 digits and letters, as on the device.'),
  account,
  result: written(/^[0-9A-Z-]{1,20}$/, 'result', 'The result code, 1 to 20 digits and letters.'),
  barcode: (answer) =>
    /^[\x21-\x7E]{1,100}$/.test(answer)
      ? personalProblem(answer)
      : ['barcode', 'Up to 100 letters, digits and marks, without blanks.'],
  attachment: matching(
    (answer) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(answer),
    'no_upload',
    'The id of a finished upload of your company: POST /api/v2/attachments makes one.',
  ),
  business: matching(
    (answer) => /^\d{10}$/.test(answer) && isBusinessNumber(answer),
    'business_number',
    '10 digits whose last one checks the others.',
  ),
  url: (answer) =>
    isAddress(answer) ? personalProblem(answer) : ['url', 'An address with https://.'],
  choice: (answer, { options = [] }) =>
    options.includes(answer) ? undefined : ['choice', 'Choose one of the options.'],
  checks: (answer, { options = [] }) => {
    const chosen = chosenIn(answer)
    const isRight =
      chosen.every((value) => options.includes(value)) && new Set(chosen).size === chosen.length
    return isRight ? undefined : ['choice', 'Choose from the options, each once.']
  },
}
function isMoment(text: string): boolean {
  const [day = '', time = '', ...more] = text.split('T')
  return more.length === 0 && isDay(day) && /^([01]\d|2[0-3]):[0-5]\d$/.test(time)
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)
}

/** The refusal of a free text that holds a resident registration or card number. */
export function personalProblem(answer: string): Problem | undefined {
  const found = personalNumberIn(answer)
  if (!found) return undefined
  return found === 'resident_number'
    ? [found, 'Leave the resident registration number out; it is kept nowhere.']
    : [found, 'Leave the card number out; it is kept nowhere.']
}
