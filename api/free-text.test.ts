import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { ROUTES } from '#tests/conform.ts'
import { KINDS } from './shapes.ts'

// No free text of the API takes a resident registration or card number: whatever people may write in full
// sentences is refused before it is stored. The texts are found in the contracts, so a new one is tested too.

/** Kinds of strings that people write freely; the others have an alphabet or a list of their own. */
const FREE = new Set(['text', 'memo', 'search'])
/** Kinds that could hold such a number and are not free, and why. */
const NOT_FREE: Record<string, string> = {
  answer: 'judged by its field in the order form (forms/check.ts), also for own fields',
  code: 'compared with codes that the product makes, never stored as typed',
  copied: 'a secret of the product, compared and never stored',
  digits: 'four digits',
  mapping: 'read once with a file and stored nowhere',
  'order number': 'compared with numbers of the product',
  login: 'compared with usernames',
  username: 'lower-case letters, digits and marks, tested below',
  'business number': 'ten digits with a check digit',
  email: 'an address',
  secret: 'stored as a slow hash alone',
  signature: 'compared with the signature of an address, never stored',
  word: 'one of a list',
  phone: 'a telephone number by its ranges',
  'tracking number': 'digits of a courier',
  'color code': 'six hexadecimal digits',
  hash: 'compared with the hash of a version, never stored as typed',
  day: 'a calendar day',
  month: 'a calendar month',
  instant: 'an instant',
}
const NUMBERS = { resident_number: '901010-1234567', card_number: '4111 1111 1111 1111' }

type Def = { innerType?: z.ZodType; element?: z.ZodType; options?: z.ZodType[] } & {
  valueType?: z.ZodType
  in?: z.ZodType
}
type Found = { path: string; kind: string; schema: z.ZodType }

/** Every string of an input, with its path and kind. */
function* stringsIn(schema: z.ZodType, path: string): Generator<Found> {
  const kind = KINDS.get(schema)?.kind
  if (kind) {
    yield { path, kind, schema }
    return
  }
  const def = schema.def as unknown as Def
  if (schema instanceof z.ZodObject)
    for (const [name, field] of Object.entries(schema.shape))
      yield* stringsIn(field as z.ZodType, `${path}.${name}`)
  for (const inner of [def.innerType, def.element, def.valueType, def.in, ...(def.options ?? [])])
    if (inner) yield* stringsIn(inner, path)
}

const ALL = ROUTES.flatMap(({ method, path, body, query }) =>
  [body, query].flatMap((schema) => (schema ? [...stringsIn(schema, `${method} ${path}`)] : [])),
)
const free = ALL.filter(({ kind }) => FREE.has(kind))

describe('free texts', () => {
  test('are found in the contracts, memos, reasons and help texts among them', () => {
    const paths = free.map(({ path }) => path)
    for (const known of [
      'POST /api/v2/orders.customer.name',
      'POST /api/v2/orders/:id/rejection.reason',
      'POST /api/v2/policies.description',
      'POST /api/v2/policies.form.help',
      'POST /api/v2/policies.form.default',
      'POST /api/v2/policies.form.options.label',
      'POST /api/v2/rebates/allocations.note',
    ])
      expect(paths).toContain(known)
  })

  test.each(Object.entries(NUMBERS))('refuse a %s, by that name', (code, number) => {
    for (const { path, schema } of free) {
      const { error } = schema.safeParse(`고객 ${number}`)
      const codes = error?.issues.map((issue) =>
        issue.code === 'custom' ? issue.params?.code : issue.code,
      )
      expect(codes, path).toContain(code)
    }
  })

  test('nor does a username, which may be digits alone', () => {
    const names = ALL.filter(({ kind }) => kind === 'username')
    expect(names.length).toBeGreaterThan(0)
    for (const { path, schema } of names)
      for (const name of ['901010-1234567', '9010101234567', '4111-1111-1111-1111'])
        expect(schema.safeParse(name).success, path).toBe(false)
  })

  test('and every other kind of string says why it is none', () => {
    const others = new Set(ALL.map(({ kind }) => kind).filter((kind) => !FREE.has(kind)))
    expect([...others].filter((kind) => !(kind in NOT_FREE))).toEqual([])
  })
})
