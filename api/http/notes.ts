import type { MiddlewareHandler } from 'hono'
import type * as z from 'zod'
import type { Permission } from '../access/permissions.ts'
import type { ErrorCode } from '../errors.ts'

export type Answer = { status: number; description: string; schema?: z.ZodType; type?: string }
/** What a middleware says of the routes behind it; the API's document and its tests read it back. */
export type Note = {
  permission?: Permission
  public?: true
  /** Nobody passes without having signed in. */
  signedIn?: true
  body?: z.ZodType
  query?: z.ZodType
  answer?: Answer
  once?: true
  /** It speaks only of requests that can carry a body. */
  ofBodies?: true
  problems?: readonly ErrorCode[]
}

const notes = new WeakMap<object, Note>()

/** Leaves a note on a middleware. */
export const noted = <M extends MiddlewareHandler>(middleware: M, note: Note): M => {
  notes.set(middleware, note)
  return middleware
}

export const noteOf = (middleware: object): Note | undefined => notes.get(middleware)

const pass: MiddlewareHandler = async (_, next) => next()
const note = (said: Note): MiddlewareHandler => noted((c, next) => pass(c, next), said)

/** A way in which the route succeeds: status, what it means, and its body. */
export const answers = (
  status: number,
  description: string,
  schema?: z.ZodType,
  type = 'application/json',
) =>
  note({ answer: schema ? { status, description, schema, type } : { status, description, type } })

/** The body that a handler reads by itself. */
export const takes = (body: z.ZodType) => note({ body })

/** Problems beyond those that every route may answer with. */
export const problems = (...codes: ErrorCode[]) => note({ problems: codes })

/** The route asks for no sign-in. */
export const open = () => note({ public: true })
