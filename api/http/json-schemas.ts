import * as z from 'zod'
import type { Described } from './described.ts'

export type JsonSchema = { [keyword: string]: unknown }
type Schemas = Record<string, JsonSchema>

/** Where the document keeps a schema. */
const at = (name: string) => `#/components/schemas/${name}`

/**
 * The schemas of the contracts as JSON Schema, each under the name of its export: answers in their output
 * form, bodies in their input form (fields with a default are optional).
 */
export function jsonSchemas(contracts: Record<string, z.ZodType>, routes: Described[]) {
  const names = new Map(Object.entries(contracts).map(([name, schema]) => [schema, name]))
  const nameOf = (schema?: z.ZodType) => (schema && names.get(schema)) ?? []
  const answered = used(
    convert(contracts, 'output'),
    routes.flatMap(({ answers }) => answers.flatMap(({ schema }) => nameOf(schema))),
  )
  const sent = used(
    convert(contracts, 'input'),
    routes.flatMap(({ body }) => nameOf(body)),
  )
  for (const name of Object.keys(sent))
    if (name in answered && JSON.stringify(sent[name]) !== JSON.stringify(answered[name]))
      throw new Error(`${name} is sent in one form and answered in another: give it two names`)
  const pick = (io: Io) => (schema: z.ZodType) => {
    const name = names.get(schema)
    return name ? { $ref: at(name) } : inline(schema, io)
  }
  return { components: { ...answered, ...sent }, answer: pick('output'), body: pick('input') }
}

type Io = 'input' | 'output'

function convert(contracts: Record<string, z.ZodType>, io: Io): Schemas {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(contracts)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { io, uri: at, override: tidy })
  return Object.fromEntries(
    // The converter's own type is wider than its content.
    Object.entries(schemas).map(([name, schema]) => [name, bare(schema as JsonSchema)]),
  )
}

/** One schema without names: a route's query is described field by field. */
export const inline = (schema: z.ZodType, io: Io): JsonSchema =>
  bare(z.toJSONSchema(schema, { io, override: tidy }) as JsonSchema)

function bare({ $schema, $id, ...schema }: JsonSchema): JsonSchema {
  return schema
}

/** Leaves out the obvious: the bounds of safe integers and the pattern of a UUID. */
function tidy({ jsonSchema }: { jsonSchema: JsonSchema }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  if (jsonSchema.format === 'uuid' || jsonSchema.format === 'date-time') delete jsonSchema.pattern
}

/** The wanted schemas and all that they refer to. */
function used(schemas: Schemas, wanted: string[], found: Schemas = {}): Schemas {
  for (const name of wanted) {
    const schema = schemas[name]
    if (!schema || name in found) continue
    found[name] = schema
    used(schemas, referredTo(schema), found)
  }
  return found
}

function referredTo(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string'
      ? [inner.split('/').at(-1) ?? '']
      : referredTo(inner),
  )
}
