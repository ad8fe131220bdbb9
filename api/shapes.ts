import * as z from 'zod'
import { isDay } from './calendar.ts'
import { codeOf, copiedOf, orderNumberOf, toAscii } from './code.ts'
import { AMOUNT_MAX_WON } from './money.ts'
import { personalNumberIn } from './personal-number.ts'
import { type PhoneClass, parsePhone } from './phone.ts'
import { cleanLine, cleanLines, isBroken } from './text.ts'

/**
 * Every string in an input has a kind, defined here or in a contract: its meaning, its cleaning and what is
 * refused. A field without a kind fails `api/kinds.test.ts`.
 */
export const KINDS = z.registry<{ kind: string }>()
export function kind<T extends z.ZodType>(name: string, schema: T): T {
  KINDS.add(schema, { kind: name })
  return schema
}

/** A fault that a refinement found: the code is for programs, the message for people. */
export type Fault = { code: string; message: string }
/** Adds the fault that `find` returns to the issues. */
export const refusing =
  <T>(find: (value: T) => Fault | undefined) =>
  (value: T, issue: z.core.$RefinementCtx<T>): void => {
    const fault = find(value)
    if (fault) issue.addIssue({ code: 'custom', ...said(fault) })
  }
/** The form in which an issue of our own carries its code. */
export const said = ({ code, message }: Fault) => ({ message, params: { code } })

const broken: Fault = {
  code: 'bad_characters',
  message: 'contains characters that cannot be stored',
}
const PERSONAL = {
  resident_number: 'looks like a resident registration number, which is kept nowhere: leave it out',
  card_number: 'looks like a card number, which is kept nowhere: leave it out',
}
/** The fault of a text of any purpose: broken characters or a personal number. */
export function textFault(text: string): Fault | undefined {
  if (isBroken(text)) return broken
  const found = personalNumberIn(text)
  return found && { code: found, message: PERSONAL[found] }
}
const brokenFault = (text: string) => (isBroken(text) ? broken : undefined)

const bounded = (clean: (text: string) => string, max: number, min: number) => {
  const text = z.string().overwrite(clean)
  return (min > 0 ? text.min(1, { abort: true }).min(min) : text).max(max)
}
/** One line: NFC, one blank between words, nothing invisible. */
export const Text = (max: number, min = 1) =>
  kind('text', bounded(cleanLine, max, min).superRefine(refusing(textFault)))
/** Several lines; line ends and the blanks within lines stay. */
export const Memo = (max: number, min = 1) =>
  kind('memo', bounded(cleanLines, max, min).superRefine(refusing(textFault)))
/** A search text for names and codes. */
export const Search = (max: number, min = 1) =>
  kind('search', bounded(cleanLine, max, min).superRefine(refusing(textFault)))
/** An answer to a form; its field decides what is allowed (`forms/check.ts`). */
export const Answer = (max: number) =>
  kind('answer', bounded(cleanLines, max, 0).superRefine(refusing(brokenFault)))
/** A person's name; a foreigner's as in the passport (`domain.md` B.8.1). */
export const PersonName = Text(100)

const typed = (name: string, read: (text: string) => string, max: number, min = 1) =>
  kind(name, bounded(read, max, min).superRefine(refusing(brokenFault)))
/** A code that people read out and type: case, full width and kinds of dashes make no difference. */
export const Code = (max: number, min = 1) => typed('code', codeOf, max, min)
/** The number of an order, or a part of one. */
export const OrderNumber = (max: number, min = 1) => typed('order number', orderNumberOf, max, min)
/** A secret that people copy and do not remember: of a link or an app. */
export const Copied = (max: number, min = 1) => typed('copied', copiedOf, max, min)
/** A username at sign-in, whether or not anybody has it. */
export const Login = typed('login', toAscii, 150)
/** A secret that the operator has configured and copies from there. */
export const OperatorToken = typed('copied', toAscii, 200)
/** Not cleaned: a space at the end of a password is part of it. */
export const Secret = (max: number, min = 1) => kind('secret', z.string().min(min).max(max))
/** A word from a list that is kept elsewhere: it is compared with that list and stored only if it is in it. */
export const Word = (max: number, isKnown: (word: string) => boolean = () => true) =>
  kind(
    'word',
    z
      .string()
      .max(max)
      .refine(isKnown, said({ code: 'unknown', message: 'is not one of those that there are' })),
  )

const PHONE_FAULTS = {
  empty: 'is empty: write the number, 02-123-4567',
  too_short: 'has too few digits',
  too_long: 'has too many digits',
  unknown_prefix: 'does not begin as a number of this kind does: 010, 02, 031, 070, 1588, …',
  unreadable: 'is not a telephone number: digits with hyphens or blanks, 02-123-4567',
}
const phone = (of: PhoneClass) =>
  kind(
    'phone',
    z
      .string()
      .max(40)
      .superRefine(
        refusing((text) => {
          const read = parsePhone(text, of)
          if ('digits' in read) return undefined
          return {
            code: read.fault === 'empty' ? 'required' : 'phone',
            message: PHONE_FAULTS[read.fault],
          }
        }),
      )
      .overwrite((text) => {
        const read = parsePhone(text, of)
        return 'digits' in read ? read.digits : text
      }),
  )
/** A telephone number as people write it; the parsed value is its digits. */
export const Phone = phone('any')
export const MobilePhone = phone('mobile')

export const Email = kind(
  'email',
  z
    .string()
    .overwrite(copiedOf)
    .max(150)
    .regex(z.regexes.email, 'is not an e-mail address: name@example.com')
    .meta({ format: 'email' }),
)

/** The greatest integer id that the database holds. */
export const SERIAL_MAX = 2_147_483_647
/** The integer id of a record that v1 names too. */
export const Serial = z.int().min(1).max(SERIAL_MAX)
/** Lower case, so that ids can be compared as text. */
export const Id = z.uuid().overwrite((id) => id.toLowerCase())
/** Integer won, zero or more. */
export const Won = z.int().min(0).max(AMOUNT_MAX_WON)
/** Integer won, at least one. */
export const PositiveWon = z.int().min(1).max(AMOUNT_MAX_WON)
/** Won that may be negative: a deduction. */
export const SignedWon = z.int().min(-AMOUNT_MAX_WON).max(AMOUNT_MAX_WON)
/** Days, months and instants of business are in this century; any other is a slip. */
const inThisCentury = (text: string) => text.startsWith('20')
/** A Seoul day, `2026-11-20`. */
export const Day = kind(
  'day',
  z
    .string()
    .refine((text) => isDay(text) && inThisCentury(text), {
      message: 'must be a calendar day of this century, YYYY-MM-DD',
    })
    .meta({ format: 'date' }),
)
/** A Seoul month, `2026-11`. */
export const Month = kind(
  'month',
  z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'must be a month, YYYY-MM'),
)
/** An instant in ISO 8601, UTC. */
export const Instant = kind(
  'instant',
  z.iso.datetime().refine(inThisCentury, { message: 'must lie in this century' }),
)

/** For two days of one object: the first must not be after the second. */
export const inOrder =
  <K extends string>(first: K, second: K) =>
  (value: { [key in K]?: string | undefined }, issue: z.core.$RefinementCtx): void => {
    const [from, to] = [value[first], value[second]]
    if (from !== undefined && to !== undefined && to < from)
      issue.addIssue({
        code: 'custom',
        path: [second],
        ...said({ code: 'before_start', message: `must not be before ${first}` }),
      })
  }

/** Lists in an input: which part of their items must be unique. */
export const LISTS = z.registry<{ once: string }>()
type Size = { min?: number; max: number }
/**
 * A list of items with a key. Two items with one key would contradict each other, so the second is refused
 * as `repeated`. `at` is the field of the item beside which the fault is shown.
 */
export function listOf<T extends z.ZodType>(
  item: T,
  { min = 0, max }: Size,
  keyOf: (item: z.output<T>) => string,
  at?: string,
) {
  const list = z
    .array(item)
    .min(min)
    .max(max)
    .superRefine((items, issue) => {
      const seen = new Set<string>()
      items.forEach((each, i) => {
        const key = keyOf(each)
        if (seen.has(key))
          issue.addIssue({
            code: 'custom',
            path: at ? [i, at] : [i],
            ...said({ code: 'repeated', message: 'stands in the list already: name it once' }),
          })
        seen.add(key)
      })
    })
  LISTS.add(list, { once: at ?? 'itself' })
  return list
}
/** A list of unique ids, words or numbers. */
export const setOf = <T extends z.ZodType>(item: T, size: Size) => listOf(item, size, String)

/**
 * A whole number in a query: plain decimal digits. Other ways of writing one, which JavaScript would read too
 * (`0x10`, `1e1`, blanks), are slips of a program and are refused.
 */
export const QueryInt = (min: number, max: number) =>
  z.preprocess(
    (text) => (typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : text),
    z.int('must be a whole number in decimal digits').min(min).max(max),
  )

/** An integer id in a query. */
export const QuerySerial = QueryInt(1, SERIAL_MAX)
/** The place of a row in a list by day and integer id, `2026-11-20.17`: its cursor. */
export const DayPlace = kind(
  'word',
  z.string().refine(
    (text) => {
      const [, day = '', serial = ''] = /^(\d{4}-\d\d-\d\d)\.([1-9]\d{0,9})$/.exec(text) ?? []
      return isDay(day) && Number(serial) <= SERIAL_MAX
    },
    { message: 'must be the nextCursor of the page before' },
  ),
)
/** The day and the integer id of a place. */
export const partsOf = (place: string): { day: string; serial: number } => ({
  day: place.slice(0, 10),
  serial: Number(place.slice(11)),
})

export const PAGE_MAX = 100
/** Keyset paging: `after` is the `nextCursor` of the page before. */
export const pageQuery = {
  limit: QueryInt(1, PAGE_MAX).default(50),
  after: Id.optional(),
}
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })
export type Page<T> = { items: T[]; nextCursor: string | null }

/** Cuts the extra row that shows whether there is another page; `placeOf` gives the cursor of a row. */
export function pageBy<T>(rows: T[], limit: number, placeOf: (row: T) => string): Page<T> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? placeOf(last) : null }
}
/** The same for a list by id. */
export const toPage = <T extends { id: string | number }>(rows: T[], limit: number): Page<T> =>
  pageBy(rows, limit, ({ id }) => String(id))
