import type { SealedRow, Seals } from '#db/seals.ts'
import type { Ctx } from '../context.ts'
import { healthSeals } from '../customers/health.ts'
import { factorSeals } from '../factors/seals.ts'
import { accountSeals, identifierKeySeals } from '../orders/secrets.ts'

type Sealing = Pick<Ctx, 'db' | 'vault'>

/** Every table that holds sealed texts. */
const STORES: readonly Seals[] = [accountSeals, factorSeals, identifierKeySeals, healthSeals]

export type Resealed = {
  store: string
  before: Awaited<ReturnType<Seals['byKey']>>
  after: Awaited<ReturnType<Seals['byKey']>>
  resealed: number
  /** Rows that somebody else erased or sealed meanwhile. */
  changed: number
  /** Ids of rows that no key opens; they stay unchanged. */
  unopened: string[]
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const BATCH = 500

/**
 * Opens every text sealed with an older key and seals it with the newest, so that older keys can be removed.
 * It may run beside the application and other runs, and may be interrupted and repeated: the statement that
 * changes a seal also checks the old one.
 */
export async function resealAll(ctx: Sealing, batch = BATCH): Promise<Resealed[]> {
  // The vault always seals with the newest key, so an empty seal reveals its id.
  const { keyId } = await ctx.vault.seal('')
  const done: Resealed[] = []
  for (const store of STORES) done.push(await resealStore(ctx, store, keyId, batch))
  return done
}

async function resealStore(
  ctx: Sealing,
  store: Seals,
  keyId: string,
  batch: number,
): Promise<Resealed> {
  const before = await store.byKey(ctx.db)
  const sum = { resealed: 0, changed: 0, unopened: [] as string[] }
  for (let afterId = FIRST_ID; ; ) {
    const rows = await store.notUnder(ctx.db, keyId, afterId, batch)
    const last = rows.at(-1)
    if (!last) break
    afterId = last.id
    const sealed = []
    for (const row of rows) {
      const fresh = await sealedAnew(ctx, row)
      if (fresh) sealed.push(fresh)
      else sum.unopened.push(row.id)
    }
    const put = sealed.length > 0 ? await store.put(ctx.db, sealed) : 0
    sum.resealed += put
    sum.changed += sealed.length - put
  }
  return { store: store.name, before, after: await store.byKey(ctx.db), ...sum }
}

/** Undefined for a text that none of our keys opens; the caller reports its id. */
async function sealedAnew({ vault }: Sealing, { id, keyId, sealed }: SealedRow) {
  let plain: string
  try {
    plain = await vault.open({ keyId, sealed })
  } catch {
    return undefined
  }
  return { id, was: sealed, ...(await vault.seal(plain)) }
}
