import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { ROUTES } from '#tests/conform.ts'
import { KINDS, LISTS } from './shapes.ts'

// Every string and list that the API takes has a registered kind, so that no field has its own way of
// cleaning, bounding or refusing its input.

type Def = {
  type: string
  format?: string
  innerType?: z.ZodType
  element?: z.ZodType
  options?: z.ZodType[]
  keyType?: z.ZodType
  valueType?: z.ZodType
  in?: z.ZodType
}
const defOf = (schema: z.ZodType) => schema.def as unknown as Def

/** The strings and lists of unknown kind in an input schema, with their paths. */
function* strangersIn(schema: z.ZodType, path: string): Generator<string> {
  const {
    type,
    format,
    innerType,
    element,
    options = [],
    keyType,
    valueType,
    in: taken,
  } = defOf(schema)
  if (type === 'string') {
    if (!KINDS.has(schema) && format !== 'uuid') yield `${path} is a string without a kind`
    return
  }
  if (type === 'array' && !LISTS.has(schema)) yield `${path} does not say what stands in it once`
  if (schema instanceof z.ZodObject)
    for (const [name, field] of Object.entries(schema.shape))
      yield* strangersIn(field as z.ZodType, `${path}.${name}`)
  for (const inner of [innerType, element, keyType, valueType, taken, ...options])
    if (inner) yield* strangersIn(inner, path)
}

const TAKEN = ROUTES.flatMap(({ method, path, body, query }) =>
  [body, query].flatMap((schema) => (schema ? [[`${method} ${path}`, schema] as const] : [])),
)

test('there are routes with input', () => {
  expect(TAKEN.length).toBeGreaterThan(40)
})

test.each(TAKEN)('%s takes no string or list without a kind', (route, schema) => {
  expect([...strangersIn(schema, route)]).toEqual([])
})

describe('an input without a kind is found', () => {
  test.each([
    ['a bare string', z.strictObject({ a: z.string() })],
    ['an optional one', z.strictObject({ a: z.string().min(1).nullable().optional() })],
    ['one in a list', z.strictObject({ a: z.array(z.string()) })],
    ['one in a choice', z.union([z.strictObject({ a: z.string() }), z.strictObject({})])],
    ['a list without a key', z.strictObject({ a: z.array(z.int()) })],
    ['one in a record', z.record(z.string(), z.int())],
  ])('%s', (_, schema) => {
    expect([...strangersIn(schema, 'body')]).not.toEqual([])
  })
})
