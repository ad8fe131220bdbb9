import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import type { FormField } from '#db/schema/policies.ts'
import { text } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'

/**
 * Checks that own fields keep the type that an earlier version of the policy gave them: answers of orders are
 * shown and compared under one name, so a name stands for one type.
 */
export async function checkOwnTypes(
  ctx: TxCtx,
  policyId: string,
  form: readonly FormField[],
): Promise<void> {
  const own = form.filter(({ type }) => type !== undefined)
  if (own.length === 0) return
  const before = await rowsOf(
    ctx.db,
    sql`select distinct entry ->> 'key' as key, entry ->> 'type' as type
      from policy_versions v cross join lateral jsonb_array_elements(v.form) entry
      where v.policy_id = ${policyId} and entry ->> 'type' is not null`,
    { key: text, type: text },
  )
  const types = new Map(before.map(({ key, type }) => [key, type]))
  const errors = form.flatMap(({ key, type }, i) => {
    const was = types.get(key)
    return type === undefined || was === undefined || was === type
      ? []
      : [
          {
            path: `form.${i}.type`,
            code: 'type_fixed',
            message: `Was published as ${was}: add another field instead.`,
          },
        ]
  })
  if (errors.length > 0)
    throw new AppError('invalid_input', 'A field keeps the type that it was published with.', {
      errors,
    })
}
