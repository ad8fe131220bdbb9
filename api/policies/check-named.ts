import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { text } from '#db/values.ts'
import type { TxCtx } from '../context.ts'
import { AppError, type FieldError } from '../errors.ts'
import type { Axes } from './axes.ts'
import type { PublishPolicy, PublishVersion } from './contract.ts'

type Input = Pick<PublishPolicy | PublishVersion, 'planGroups' | 'deviceGroups'> & {
  cells: readonly Axes[]
  closed: readonly Axes[]
}
type Named = { path: string; id: string }

/** Checks that the plans and device models of a matrix are the HQ's own: a cell of another one prices nothing. */
export async function checkNamed(ctx: TxCtx, input: Input): Promise<void> {
  const errors = [
    ...strangersIn(devicesIn(input), await ownIds(ctx, 'device_models', devicesIn(input))),
    ...strangersIn(plansIn(input), await ownIds(ctx, 'plans', plansIn(input))),
  ]
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some plans or devices cannot be used here; see errors.', {
      errors,
    })
}

/** The same for models that cells of single shops name. */
export async function checkDevices(ctx: TxCtx, named: readonly Named[]): Promise<void> {
  const errors = strangersIn(named, await ownIds(ctx, 'device_models', named))
  if (errors.length > 0)
    throw new AppError('invalid_input', 'Some devices cannot be used here; see errors.', { errors })
}

const devicesIn = ({ cells, closed, deviceGroups }: Input): Named[] => [
  ...cells.flatMap(({ deviceId: id }, i) => (id ? [{ path: `cells.${i}.deviceId`, id }] : [])),
  ...closed.flatMap(({ deviceId: id }, i) => (id ? [{ path: `closed.${i}.deviceId`, id }] : [])),
  ...deviceGroups.flatMap(({ deviceIds }, i) =>
    deviceIds.map((id, j) => ({ path: `deviceGroups.${i}.deviceIds.${j}`, id })),
  ),
]

const plansIn = ({ planGroups }: Input): Named[] =>
  planGroups.flatMap(({ planIds }, i) =>
    planIds.map((id, j) => ({ path: `planGroups.${i}.planIds.${j}`, id })),
  )

/** Those of the ids that the HQ has, also of entries that it stopped: a copied sheet still names them. */
async function ownIds(ctx: TxCtx, table: 'plans' | 'device_models', named: readonly Named[]) {
  const ids = [...new Set(named.map(({ id }) => id))]
  if (ids.length === 0) return new Set<string>()
  // One parameter: the groups of a sheet may name more ids than a statement takes parameters.
  const own = await rowsOf(
    ctx.db,
    sql`select id from ${sql.identifier(table)} where hq_id = ${ctx.actor.hqId} 
      and id in (select w.id::uuid from json_array_elements_text(${JSON.stringify(ids)}::json) w(id))`,
    { id: text },
  )
  return new Set(own.map(({ id }) => id))
}

/** The first of them: one wrong device may stand in thousands of cells. */
const ERRORS_MAX = 20

const strangersIn = (named: readonly Named[], own: ReadonlySet<string>): FieldError[] =>
  named
    .filter(({ id }) => !own.has(id))
    .slice(0, ERRORS_MAX)
    .map(({ path }) => ({ path, code: 'not_found', message: 'Not in your catalogue.' }))
