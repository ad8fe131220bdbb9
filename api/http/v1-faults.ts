import type * as z from 'zod'
import { AppError } from '../errors.ts'

/** One entry of a 422 as programs of v1 know it: the place, a sentence, and the type of pydantic 2. */
export type V1Fault = { loc: (string | number)[]; msg: string; type: string }
/** Where a value was sent. */
export type V1Source = 'body' | 'query' | 'path'

/** Input that v1 refuses. Other features' refusals of input get the same form in `v1-refusal.ts`. */
export class V1Invalid extends AppError {
  readonly faults: readonly V1Fault[]

  constructor(faults: readonly V1Fault[]) {
    super('invalid_input', faults[0]?.msg ?? 'The input is not valid.')
    this.faults = faults
  }
}

/** The first faults are enough; a refusal does not grow with its input. */
export const V1_FAULTS_MAX = 50

/** The faults of an input, one for each place. The input itself is never repeated. */
export function v1FaultsOf(error: z.core.$ZodError, source: V1Source, input: unknown): V1Fault[] {
  const byPlace = new Map<string, V1Fault>()
  for (const issue of error.issues.slice(0, V1_FAULTS_MAX)) {
    const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))
    const loc = [source, ...path]
    const place = JSON.stringify(loc)
    if (!byPlace.has(place)) byPlace.set(place, { loc, ...said(issue, valueAt(input, path)) })
  }
  return [...byPlace.values()]
}

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  let value = input
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

type Said = Pick<V1Fault, 'msg' | 'type'>

function said(issue: z.core.$ZodIssue, value: unknown): Said {
  switch (issue.code) {
    case 'invalid_type':
      return value === undefined ? MISSING : ofType(issue.expected, value)
    case 'too_big':
    case 'too_small':
      return bound(issue)
    case 'invalid_value':
      return value === undefined ? MISSING : oneOf(issue.values.map(String))
    case 'custom':
      return custom(issue)
    default:
      return { msg: `Value error, ${issue.message}`, type: 'value_error' }
  }
}

const MISSING: Said = { msg: 'Field required', type: 'missing' }

function ofType(expected: string, value: unknown): Said {
  if (expected === 'string') return { msg: 'Input should be a valid string', type: 'string_type' }
  if (expected === 'boolean') return noFlag(value)
  if (expected === 'object') return NO_OBJECT
  if (expected === 'array') return { msg: 'Input should be a valid list', type: 'list_type' }
  // Every number of v1 is a whole one; amounts say their own fault.
  return noInteger(value)
}

export const NO_OBJECT: Said = {
  msg: 'Input should be a valid dictionary or object to extract fields from',
  type: 'model_attributes_type',
}

function noFlag(value: unknown): Said {
  const msg = 'Input should be a valid boolean'
  return typeof value === 'string'
    ? { msg: `${msg}, unable to interpret input`, type: 'bool_parsing' }
    : { msg, type: 'bool_type' }
}

function noInteger(value: unknown): Said {
  const msg = 'Input should be a valid integer'
  if (typeof value === 'string')
    return { msg: `${msg}, unable to parse string as an integer`, type: 'int_parsing' }
  if (typeof value === 'number')
    return { msg: `${msg}, got a number with a fractional part`, type: 'int_from_float' }
  return { msg, type: 'int_type' }
}

function bound(issue: z.core.$ZodIssueTooBig | z.core.$ZodIssueTooSmall): Said {
  const isMost = issue.code === 'too_big'
  const end = Number(isMost ? issue.maximum : issue.minimum)
  if (issue.origin === 'string') {
    const characters = `${end} character${end === 1 ? '' : 's'}`
    return isMost
      ? { msg: `String should have at most ${characters}`, type: 'string_too_long' }
      : { msg: `String should have at least ${characters}`, type: 'string_too_short' }
  }
  const than = `${isMost ? 'less' : 'greater'} than`
  return issue.inclusive === false
    ? { msg: `Input should be ${than} ${end}`, type: isMost ? 'less_than' : 'greater_than' }
    : {
        msg: `Input should be ${than} or equal to ${end}`,
        type: isMost ? 'less_than_equal' : 'greater_than_equal',
      }
}

function oneOf(words: readonly string[]): Said {
  const quoted = words.map((word) => `'${word}'`)
  const last = quoted.pop() ?? ''
  const list = quoted.length > 0 ? `${quoted.join(', ')} or ${last}` : last
  return { msg: `Input should be ${list}`, type: 'enum' }
}

/** A fault that a field of v1 found has pydantic's type; one of the product's own rules is a `value_error`. */
function custom(issue: z.core.$ZodIssueCustom): Said {
  const type: unknown = issue.params?.pydantic
  return typeof type === 'string'
    ? { msg: issue.message, type }
    : { msg: `Value error, ${issue.message}`, type: 'value_error' }
}
