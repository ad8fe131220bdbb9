import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type * as z from 'zod'
import { AppError } from '../errors.ts'
import type { AppEnv } from './env.ts'
import { BODY_BYTES_MAX } from './json-only.ts'
import { noted } from './notes.ts'
import { readAtMost } from './read.ts'
import { NO_OBJECT, V1Invalid, v1FaultsOf } from './v1-faults.ts'

type Valid<S extends z.ZodType, Target extends string> = MiddlewareHandler<
  AppEnv,
  string,
  { in: { [T in Target]: z.input<S> }; out: { [T in Target]: z.output<S> } }
>

/**
 * The JSON body of a command of v1. Read as FastAPI reads it: without a Content-Type it is JSON, unknown keys are
 * left out by the schema, and every fault is a 422 with its place.
 */
export const v1Body = <S extends z.ZodObject>(schema: S): Valid<S, 'json'> =>
  noted(
    createMiddleware(async (c, next) => {
      const input = await jsonIn(c.req.raw)
      const read = schema.safeParse(input)
      if (!read.success) throw new V1Invalid(v1FaultsOf(read.error, 'body', input))
      c.req.addValidatedData('json', read.data)
      await next()
    }),
    { body: schema, problems: ['too_large', 'unsupported_media_type', 'invalid_input'] },
  )

/** The query. Unknown parameters are left out by the schema; of a repeated one the last counts. */
export const v1Query = <S extends z.ZodObject>(schema: S): Valid<S, 'query'> =>
  noted(
    createMiddleware(async (c, next) => {
      const sent = Object.entries(c.req.queries()).map(([name, values]) => [name, values.at(-1)])
      const input: unknown = Object.fromEntries(sent)
      const read = schema.safeParse(input)
      if (!read.success) throw new V1Invalid(v1FaultsOf(read.error, 'query', input))
      c.req.addValidatedData('query', read.data)
      await next()
    }),
    { query: schema, problems: ['invalid_input'] },
  )

type IdValid = MiddlewareHandler<
  AppEnv,
  string,
  { in: { param: { id: string } }; out: { param: { id: number } } }
>

/** Ids of v1 are integers of 32 bits; a larger one is nobody's. */
const ID_MAX = 2_147_483_647

/** The `:id` of a path, an integer; `name` is what the fault calls it. */
export const v1Id = (name: string): IdValid =>
  noted(
    createMiddleware(async (c, next) => {
      const text = c.req.param('id') ?? ''
      if (!/^[+-]?\d{1,100}$/.test(text))
        throw new V1Invalid([
          {
            loc: ['path', name],
            msg: 'Input should be a valid integer, unable to parse string as an integer',
            type: 'int_parsing',
          },
        ])
      const id = Number(text)
      c.req.addValidatedData('param', { id: id > 0 && id <= ID_MAX ? id : 0 })
      await next()
    }),
    { problems: ['not_found', 'invalid_input'] },
  )

async function jsonIn(request: Request): Promise<unknown> {
  const { headers } = request
  const bytesMax = BODY_BYTES_MAX.signedIn
  const tooLarge = () => new AppError('too_large', `The body may be at most ${bytesMax} bytes.`)
  const declared = headers.get('content-length')
  if (declared !== null && !(Number(declared) <= bytesMax)) throw tooLarge()
  const encoding = headers.get('content-encoding')
  if (encoding && encoding.toLowerCase() !== 'identity')
    throw new AppError('unsupported_media_type', 'Send the body without Content-Encoding.')
  const text = request.body ? await readAtMost(request.body, bytesMax, tooLarge) : ''
  if (text === '') throw new V1Invalid([{ loc: ['body'], msg: 'Field required', type: 'missing' }])
  // Another type is no JSON for FastAPI, which then finds a text where an object should be.
  const type = headers.get('content-type')
  if (type && !JSON_TYPE.test(type)) throw new V1Invalid([{ loc: ['body'], ...NO_OBJECT }])
  return parsed(text)
}

const JSON_TYPE = /^application\/([\w.-]+\+)?json *(;|$)/i

function parsed(text: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const place = cause instanceof Error ? / position (\d+)/.exec(cause.message)?.[1] : undefined
    const loc = ['body', Number(place ?? text.length)]
    throw new V1Invalid([{ loc, msg: 'JSON decode error', type: 'json_invalid' }])
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new V1Invalid([{ loc: ['body'], ...NO_OBJECT }])
  return value
}
