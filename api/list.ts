import * as z from 'zod'

/**
 * One filter of a list: the schema of its values, and the condition that a value puts on the rows.
 * `asked` carries what else the condition depends on.
 */
export type Filter<Schema extends z.ZodType, Asked, Condition> = {
  schema: Schema
  condition(value: z.output<Schema>, asked: Asked): Condition
}
type Filters<Asked, Condition> = Readonly<Record<string, Filter<z.ZodType, Asked, Condition>>>

export const filter = <Schema extends z.ZodType, Asked, Condition>(
  schema: Schema,
  condition: (value: z.output<Schema>, asked: Asked) => Condition,
): Filter<Schema, Asked, Condition> => ({ schema, condition })

type QueryOf<F extends Filters<never, unknown>> = {
  [Name in keyof F]: z.ZodOptional<F[Name]['schema']>
}
/** The query parameters of a table of filters, all optional. */
export const queryOf = <F extends Filters<never, unknown>>(filters: F): QueryOf<F> =>
  // Each name keeps its own schema, made optional.
  Object.fromEntries(
    Object.entries(filters).map(([name, { schema }]) => [name, z.optional(schema)]),
  ) as QueryOf<F>

/** The conditions of the filters that a caller has set, in the order of the table. */
export const conditionsOf = <Asked, Condition>(
  filters: Filters<Asked, Condition>,
  query: Readonly<Record<string, unknown>>,
  asked: Asked,
): Condition[] =>
  Object.entries(filters).flatMap(([name, { condition }]) =>
    query[name] === undefined ? [] : [condition(query[name], asked)],
  )
