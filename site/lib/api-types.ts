import type { ExtractSchema } from 'hono/types'
import type { ApiRoutes } from '#api/app.ts'

// What the site may call, with what it sends and receives, derived from the API's own routes. Types only:
// nothing of this file reaches a page.

type Routes = ExtractSchema<ApiRoutes>
/** Flattened once: each look-up in Hono's chained type costs the compiler every link. */
interface Schema extends Pick<Routes, keyof Routes> {}
export type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** The paths that take this verb, written as in the routes: `/orders/:id`. */
export type PathOf<V extends Verb> = {
  [P in keyof Schema]: `$${V}` extends keyof Schema[P] ? P : never
}[keyof Schema]

type Endpoint<V extends Verb, P> = P extends keyof Schema
  ? `$${V}` extends keyof Schema[P]
    ? Schema[P][`$${V}`]
    : never
  : never

/** The JSON of the answer; undefined for an answer without a body. */
export type AnswerTo<V extends Verb, P> =
  Endpoint<V, P> extends { output: infer Output }
    ? Output extends null
      ? undefined
      : Output
    : never

type InputOf<V extends Verb, P> = Endpoint<V, P> extends { input: infer Input } ? Input : never

/** A query is text in the address, so a route's number is given as text or number. */
type Written<Query> = {
  [Name in keyof Query]: string[] extends NonNullable<Query[Name]>
    ? string | number | undefined
    : Query[Name]
}
// Inputs that a route does not take cannot be given.
type Params<Input> = Input extends { param: infer Param } ? { param: Param } : { param?: never }
type Queries<Input> = Input extends { query: infer Query }
  ? Partial<Query> extends Query
    ? { query?: Written<Query> }
    : { query: Written<Query> }
  : { query?: never }
type Bodies<Input> = Input extends { json: infer Body } ? { json: Body } : { json?: never }
type Files<Input> = Input extends { form: Blob } ? { file: Blob } : { file?: never }
type Keys<Input> = Input extends { header: { 'idempotency-key': string } }
  ? { idempotencyKey: string }
  : { idempotencyKey?: never }

/** The query that a path takes. */
export type QueryOf<P extends PathOf<'get'>> =
  InputOf<'get', P> extends { query: infer Query } ? Written<Query> : never
/** The body that a command takes. */
export type BodyOf<V extends Verb, P extends PathOf<V>> =
  InputOf<V, P> extends { json: infer Body } ? Body : never

/** Optional when all of its fields are. */
type Given<T> = Partial<T> extends T ? [given?: T] : [given: T]
/** What fills an address: its parameters and its query. */
export type PlaceOf<P extends PathOf<'get'>> = Given<
  Params<InputOf<'get', P>> & Queries<InputOf<'get', P>>
>
/** What a command takes: parameters, query, body or file, and the Idempotency-Key where the route requires one. */
export type CommandOf<V extends Verb, P extends PathOf<V>> = Given<
  Params<InputOf<V, P>> &
    Queries<InputOf<V, P>> &
    Bodies<InputOf<V, P>> &
    Files<InputOf<V, P>> &
    Keys<InputOf<V, P>> & { signal?: AbortSignal }
>

type FirstOf<P> = P extends `/${infer Path}`
  ? Path extends `${infer First}/${string}`
    ? First
    : Path
  : never
/** The first part of an address: everything about orders is under `orders`. */
export type Feature = FirstOf<keyof Schema>

declare const answered: unique symbol
/** An address with its query, whose answer is a `T`. Only `addressOf` makes one. */
export type Address<T> = string & { readonly [answered]: T }
