import fc from 'fast-check'
import type { JsonSchema } from '#api/http/json-schemas.ts'

/**
 * Bodies that a schema describes, and near misses: the sample with some values replaced by others of the
 * same form, at the bounds of what is allowed and sometimes beyond. Ids are those of existing records, so
 * that many bodies pass the first checks.
 */
export function arbitraryOf(
  schema: JsonSchema,
  ids: string[],
  sample: unknown,
): fc.Arbitrary<unknown> {
  return right(schema, sample, (inner, own) =>
    fc.oneof(
      { arbitrary: fc.constant(own), weight: own === undefined ? 0 : 40 },
      { arbitrary: arbitraryOf((inner ?? {}) as JsonSchema, ids, own), weight: 20 },
      { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 },
    ),
  )

  function right(schema: JsonSchema, sample: unknown, of: Of): fc.Arbitrary<unknown> {
    const choices = schema.anyOf ?? schema.oneOf
    if (Array.isArray(choices)) return fc.oneof(...choices.map((each) => of(each, sample)))
    if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
    if (schema.const !== undefined) return fc.constant(schema.const)
    const [type] = [schema.type].flat()
    if (type === 'object') return objects(schema, sample, of)
    if (type === 'array') return arrays(schema, sample, of)
    if (type === 'integer' || type === 'number') return numbers(schema)
    if (type === 'string') return texts(schema, ids)
    return type === 'boolean' ? fc.boolean() : fc.constant(null)
  }
}

type Of = (inner: unknown, sample: unknown) => fc.Arbitrary<unknown>

function arrays({ items, maxItems = 8 }: JsonSchema, sample: unknown, of: Of) {
  const [first] = Array.isArray(sample) ? sample : []
  return fc.array(of(items, first), { maxLength: Math.min(8, Number(maxItems)) })
}

function objects(schema: JsonSchema, sample: unknown, of: Of): fc.Arbitrary<unknown> {
  const own = { ...(sample as Record<string, unknown> | undefined) }
  const { properties, required, additionalProperties } = schema as {
    properties?: Record<string, JsonSchema>
    required?: string[]
    additionalProperties?: unknown
  }
  const keys = Object.keys(properties ?? own)
  const fields = Object.fromEntries(
    keys.map((name) => [name, of(properties?.[name] ?? additionalProperties, own[name])]),
  )
  // Required fields are present: a missing one is refused before anything else is checked.
  return fc.record(fields, { requiredKeys: required ?? [] })
}

function numbers({ minimum = -1e15, maximum = 1e15 }: JsonSchema): fc.Arbitrary<unknown> {
  const [least, most] = [Number(minimum), Number(maximum)]
  return fc.oneof(
    fc.integer({ min: Math.max(least, -(2 ** 31)), max: Math.min(most, 2 ** 31 - 1) }),
    fc.constantFrom(least, most, least - 1, most + 1, least + 0.5, 0, 1, 24, 99_000),
  )
}

const CLOCK = ['2026-11-20', '2026-11-01', '2026-11-30', '2000-02-29', '2099-12-31', '2026-02-30']

function texts(schema: JsonSchema, ids: string[]): fc.Arbitrary<unknown> {
  if (schema.format === 'uuid') return fc.oneof(fc.constantFrom(...ids), fc.uuid({ version: 7 }))
  if (schema.format === 'date') return fc.constantFrom(...CLOCK)
  if (schema.format === 'date-time')
    return fc.constantFrom(...CLOCK.map((day) => `${day}T00:00:00Z`), '2026-11-20T24:00:00Z')
  const max = Math.min(Number(schema.maxLength ?? 40), 60)
  return fc.oneof(
    ...(typeof schema.pattern === 'string' ? [fc.stringMatching(new RegExp(schema.pattern))] : []),
    fc.string({ unit: 'grapheme', maxLength: max }),
    fc.string({ unit: 'binary', maxLength: max }),
    fc.constantFrom('birth_date', 'device_model', 'memo', 'account_number', 'previous_carrier'),
  )
}
