import * as z from 'zod'
import { isDay } from '../calendar.ts'
import { parsePhone } from '../phone.ts'
import { formatPhone } from '../phone-groups.ts'
import { kind, Memo, refusing, Text, textFault } from '../shapes.ts'

// The fields of v1, as tolerant as pydantic: `api/http/v1-faults.ts` writes their faults in its words.

/** A fault with pydantic's own type. */
const pydantic = (type: string, message: string) => ({
  code: 'custom' as const,
  message,
  params: { pydantic: type },
})

/** One line. An empty one is kept, as programs of v1 send it. */
export const v1Text = (max: number, min = 0) => Text(max, min)
/** Several lines. */
export const v1Memo = (max: number) => Memo(max, 0)

/** The value may be missing, or null. */
export const maybe = <S extends z.ZodType>(field: S) => field.nullable().optional()

/** A Korean number in the form that people write; other digits and hyphens stay as they were sent. */
export const V1Phone = kind(
  'phone',
  z
    .string()
    .overwrite((text) => {
      const read = parsePhone(text)
      return 'digits' in read ? formatPhone(read.digits) : text.trim()
    })
    .max(20)
    .superRefine(refusing(textFault))
    .refine((text) => /^[\d-]*$/.test(text), 'a telephone number has digits and hyphens only'),
)

const WITH_TIME = /^(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?(Z|[+-]00:?00)?$/i

function dayFault(text: string): string {
  if (text.length < 10) return 'input is too short'
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
    ? 'day value is outside expected range'
    : 'invalid character in year'
}

/** A calendar day; also an instant at midnight, as pydantic takes it. */
export const V1Day = z.preprocess(
  // A number or a list is read as its text, which is no day.
  (value) => (typeof value === 'string' || value == null ? value : JSON.stringify(value)),
  kind(
    'day',
    z
      .string()
      .overwrite((text) => WITH_TIME.exec(text)?.[1] ?? text)
      .superRefine((text, issue) => {
        if (isDay(text) && !text.startsWith('0000')) return
        issue.addIssue(
          pydantic(
            'date_from_datetime_parsing',
            `Input should be a valid date or datetime, ${dayFault(text)}`,
          ),
        )
      })
      .meta({ format: 'date' }),
  ),
)

/** A whole number, also as the text of one. */
export const v1Int = (min: number, max: number) =>
  z.preprocess((value) => {
    if (typeof value === 'boolean') return Number(value)
    const isText = typeof value === 'string' && /^\s*[+-]?\d{1,300}(\.0*)?\s*$/.test(value)
    return isText ? Number(value) : value
  }, z.int().min(min).max(max))

const TRUE = /^(1|true|t|yes|y|on)$/i
const FALSE = /^(0|false|f|no|n|off)$/i

/** A yes or no as FastAPI reads it from a query. */
export const V1Flag = z.preprocess((value) => {
  if (typeof value !== 'string') return value
  return TRUE.test(value) ? true : FALSE.test(value) ? false : value
}, z.boolean())
