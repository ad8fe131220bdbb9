import { and, eq } from 'drizzle-orm'
import { catalogSettings } from '#db/schema/catalog.ts'
import { CARRIERS, COURIERS, SIM_TYPES } from '#db/words.ts'
import { record } from '../audit/record.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { catalogChanged } from './changed.ts'
import type { CatalogSettings, EditCatalogSettings } from './contract.ts'

/** What the HQ says about carriers, SIM kinds and couriers; each stands in the answer, said or not. */
export async function readCatalogSettings(ctx: Ctx): Promise<CatalogSettings> {
  const [row] = await ctx.db
    .select()
    .from(catalogSettings)
    .where(eq(catalogSettings.hqId, ctx.actor.hqId))
  const plain = { offered: true, label: null }
  return {
    carriers: CARRIERS.map((carrier) => ({
      carrier,
      carried: !row?.carriersOff.includes(carrier),
    })),
    sims: SIM_TYPES.map(
      (kind) =>
        row?.sims.find((sim) => sim.kind === kind) ?? {
          ...{ kind, ...plain },
          ...{ modelCode: null, priceWon: null },
        },
    ),
    couriers: COURIERS.map(
      (courier) => row?.couriers.find((each) => each.courier === courier) ?? { courier, ...plain },
    ),
    version: row?.version ?? 0,
  }
}

/** Changes them for the whole tree, from the next order on. */
export function editCatalogSettings(
  ctx: Ctx,
  input: EditCatalogSettings,
): Promise<CatalogSettings> {
  if (input.sims.filter(({ offered }) => !offered).length === SIM_TYPES.length)
    throw none('sims', 'An order needs a kind of SIM: offer at least one.')
  if (input.carriersOff.length === CARRIERS.length)
    throw none('carriersOff', 'Carry at least one carrier.')
  return transact(ctx, async (ctx) => {
    await write(ctx, input)
    await record(ctx, {
      action: 'catalog.settings',
      entityId: ctx.actor.hqId,
      after: {
        carriersOff: input.carriersOff.join(' '),
        simsOff: off(input.sims)
          .map(({ kind }) => kind)
          .join(' '),
        couriersOff: off(input.couriers)
          .map(({ courier }) => courier)
          .join(' '),
      },
    })
    await catalogChanged(ctx, ctx.actor.hqId)
    return readCatalogSettings(ctx)
  })
}

const off = <T extends { offered: boolean }>(all: readonly T[]) =>
  all.filter(({ offered }) => !offered)

const none = (path: string, message: string) =>
  new AppError('invalid_input', message, { errors: [{ path, code: 'required', message }] })

/** Version 0 stands for the defaults, which have no row yet. */
async function write(ctx: TxCtx, { version, carriersOff, sims, couriers }: EditCatalogSettings) {
  const { hqId } = ctx.actor
  const values = { carriersOff, sims, couriers, version: version + 1 }
  const written =
    version === 0
      ? await ctx.db
          .insert(catalogSettings)
          .values({ hqId, ...values })
          .onConflictDoNothing()
          .returning({ hqId: catalogSettings.hqId })
      : await ctx.db
          .update(catalogSettings)
          .set(values)
          .where(and(eq(catalogSettings.hqId, hqId), eq(catalogSettings.version, version)))
          .returning({ hqId: catalogSettings.hqId })
  if (written.length === 0)
    throw new AppError('version_conflict', 'Someone changed the settings first. Load them again.')
}
