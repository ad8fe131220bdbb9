import { html } from 'hono/html'
import type { JsonSchema } from './json-schemas.ts'

/** The type of a value in one line, with links to the named schemas. */
export function typeOf(schema: JsonSchema): unknown {
  const { $ref, enum: words, const: only, type, format } = schema
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) ?? ''
    return html`<a href="#${name}">${name}</a>`
  }
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (Array.isArray(choices)) return joined(choices.map(typeOf), schema.allOf ? ' and ' : ' or ')
  if (Array.isArray(words)) return joined(words.map(literal), ' or ')
  if (only !== undefined) return literal(only)
  if (type === 'array') return html`array of ${typeOf(inner(schema.items))}`
  if (isMap(schema)) return html`map to ${typeOf(inner(schema.additionalProperties))}`
  const name = Array.isArray(type) ? type.join(' or ') : String(type ?? 'anything')
  return format ? `${name} (${format})` : name
}

/** The bounds of a value, in the words of the schema. */
export function boundsOf(schema: JsonSchema): string {
  return BOUNDS.filter((bound) => schema[bound] !== undefined)
    .map((bound) => `${bound} ${JSON.stringify(schema[bound])}`)
    .join(', ')
}
const BOUNDS = [
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
  'default',
]

/** The fields of an object, or of the items of an array or choice; nothing if there are none. */
export function fieldsOf(schema: JsonSchema): unknown {
  const { properties, required = [] } = schema as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  if (properties)
    return html`<ul>
      ${Object.entries(properties).map(
        ([name, field]) => html`<li>
          <code>${name}</code>${required.includes(name) ? '' : html` <i>optional</i>`}
          <span>${typeOf(field)}</span> <small>${boundsOf(field)}</small> ${fieldsOf(field)}
        </li>`,
      )}
    </ul>`
  const held: unknown[] = [schema.anyOf ?? schema.oneOf ?? [], schema.items ?? []].flat()
  if (isMap(schema)) held.push(schema.additionalProperties)
  return held.map((each) => fieldsOf(inner(each)))
}

const isMap = ({ additionalProperties }: JsonSchema) =>
  typeof additionalProperties === 'object' && additionalProperties !== null
/** Schemas nest: a keyword that may hold a schema holds an object. */
const inner = (value: unknown) => (value ?? {}) as JsonSchema
const literal = (value: unknown) => html`<code>${JSON.stringify(value)}</code>`
const joined = (parts: unknown[], word: string) =>
  parts.map((part, i) => html`${i > 0 ? word : ''}${part}`)
