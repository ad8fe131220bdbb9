import type { MiddlewareHandler } from 'hono'
import type * as z from 'zod'
import type { Permission } from '../access/permissions.ts'
import type { ErrorCode } from '../errors.ts'

export type Answer = { status: number; description: string; schema?: z.ZodType; type?: string }
/** A middleware's note about the routes behind it; the API's document and the tests read it back. */
export type Note = {
  permission?: Permission
  public?: true
  /** Requires a sign-in. */
  signedIn?: true
  body?: z.ZodType
  query?: z.ZodType
  /** The body is a file of one of these media types. */
  file?: readonly string[]
  answer?: Answer
  once?: true
  /** The `:id` of the path is an integer. */
  serial?: true
  /** The note applies only to requests that can carry a body. */
  ofBodies?: true
  problems?: readonly ErrorCode[]
}

const notes = new WeakMap<object, Note>()

/** Attaches a note to a middleware. */
export const noted = <M extends MiddlewareHandler>(middleware: M, note: Note): M => {
  notes.set(middleware, note)
  return middleware
}

export const noteOf = (middleware: object): Note | undefined => notes.get(middleware)

const pass: MiddlewareHandler = async (_, next) => next()
const note = (said: Note): MiddlewareHandler => noted((c, next) => pass(c, next), said)

/** A success of the route: status, description and body. */
export const answers = (
  status: number,
  description: string,
  schema?: z.ZodType,
  type = 'application/json',
) =>
  note({ answer: schema ? { status, description, schema, type } : { status, description, type } })

/** The body, for a handler that reads it by itself. */
export const takes = (body: z.ZodType) => note({ body })

/** Problems beyond those of every route. */
export const problems = (...codes: ErrorCode[]) => note({ problems: codes })

/** The route requires no sign-in. */
export const open = () => note({ public: true })
