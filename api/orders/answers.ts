import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { FormField } from '#db/schema/policies.ts'
import { text } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { checkForm } from '../forms/check.ts'
import type { FormFacts } from '../forms/core.ts'
import { type FillSources, fillSources, fixedAnswers } from '../forms/fill.ts'
import { normalForm } from '../forms/normal.ts'
import type { PlaceOrder } from './contract.ts'

export const factsOf = (input: PlaceOrder, day: string): FormFacts => ({
  joinType: input.joinType,
  simType: input.simType,
  customerType: input.customer.type,
  supportType: input.supportType,
  contractMonths: input.contractMonths,
  day,
})

/**
 * The answers of an order by the template of its version: normalised, checked, and completed with those that
 * the server decides. The error names the fields.
 */
export function answersOf(
  input: PlaceOrder,
  template: readonly FormField[],
  sources: FillSources,
): Record<string, string> | AppError {
  const facts = factsOf(input, sources.now.slice(0, 10))
  const given = normalForm(input.form, template)
  const errors = checkForm(template, facts, given)
  return errors.length > 0
    ? new AppError('invalid_input', 'Some answers of the order form need another value.', {
        errors,
      })
    : { ...given, ...fixedAnswers(template, facts, given, sources) }
}

type Asked = { policyId: string; userId: string; template: readonly FormField[] }

/** What the forms of these orders are filled in with; names are read only for forms that use them. */
export async function sourcesFor(
  shared: TxCtx,
  orders: readonly Asked[],
): Promise<(order: Asked) => FillSources> {
  const fills = (fill: string) =>
    orders.filter(({ template }) => template.some((entry) => entry.fill === fill))
  const users = await namesIn(
    shared,
    fills('user').map(({ userId }) => userId),
    sql`select id, name from users`,
  )
  const titles = await namesIn(
    shared,
    fills('policy').map(({ policyId }) => policyId),
    sql`select id, title as name from policies`,
  )
  const at = shared.clock.now()
  return ({ policyId, userId }) =>
    fillSources(at, { user: users.get(userId) ?? '', policy: titles.get(policyId) ?? '' })
}

async function namesIn(
  shared: TxCtx,
  ids: string[],
  all: ReturnType<typeof sql>,
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await rowsOf(shared.db, sql`${all} where id in ${[...new Set(ids)]}`, {
    id: text,
    name: text,
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
