import { and, eq, isNotNull, isNull, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { companies } from '#db/schema/companies.ts'
import type { Tier } from '#db/words.ts'
import { maskAddress } from '../access/masking.ts'
import { codePrefix, parseCode } from '../companies/code.ts'
import type { TxCtx } from '../context.ts'
import { AppError } from '../errors.ts'
import { secretGuards } from '../lockout/guards.ts'
import { guess } from '../lockout/guess.ts'
import type { Visitor } from '../users/account.ts'
import type { FoundParent } from './contract.ts'

/** The tier of a company that joins under each tier; only people can join a shop. */
export const JOINS_AS = { hq: 'agency', agency: 'retail', retail: null } as const satisfies Record<
  Tier,
  Tier | null
>

export type Parent = NonNullable<Awaited<ReturnType<typeof findParent>>>

const agency = alias(companies, 'agency')
const headquarters = alias(companies, 'headquarters')

const selectParents = ({ db }: Pick<Visitor, 'db'>) =>
  db
    .select({
      id: companies.id,
      hqId: companies.hqId,
      agencyId: companies.agencyId,
      parentId: companies.parentId,
      code: companies.code,
      name: companies.name,
      tier: companies.tier,
      phone: companies.phone,
      address: companies.address,
    })
    .from(companies)
    .innerJoin(headquarters, eq(headquarters.id, companies.hqId))
    .leftJoin(agency, eq(agency.id, companies.agencyId))

/** The company and those above it are active. */
const withCode = (code: string) =>
  and(
    eq(companies.code, code),
    eq(companies.active, true),
    isNotNull(companies.approvedAt),
    isNull(companies.removedAt),
    eq(headquarters.active, true),
    or(isNull(agency.id), eq(agency.active, true)),
  )

async function findParent(ctx: Pick<Visitor, 'db'>, typed: string) {
  const read = parseCode(typed)
  if (!read) return undefined
  const [parent] = await selectParents(ctx).where(withCode(read.code))
  return parent
}

/** The active company with exactly this code. A mistyped, closed or pending one gives the same error. */
export async function parentFor(ctx: Pick<Visitor, 'db'>, typed: string): Promise<Parent> {
  const parent = await findParent(ctx, typed)
  if (!parent) throw unknownCode()
  return parent
}

/**
 * The same for a code sent from outside. Wrong guesses are counted by tier and day of the code, for all
 * addresses together.
 */
export async function guessedParent(ctx: Visitor, typed: string): Promise<Parent> {
  const read = parseCode(typed)
  if (!read) throw unknownCode()
  const guards = secretGuards('code_day', codePrefix(read.tier, read.day))
  const parent = await guess(ctx, guards, () => findParent(ctx, typed))
  if (!parent) throw unknownCode()
  return parent
}

/**
 * The same, locked until the transaction ends, so that the company cannot be removed while another joins it.
 */
export async function lockParent(ctx: TxCtx, typed: string): Promise<Parent> {
  const { code } = parseCode(typed) ?? { code: '' }
  const [parent] = await selectParents(ctx).where(withCode(code)).for('share', { of: companies })
  if (!parent) throw unknownCode()
  return parent
}

const unknownCode = () =>
  new AppError('not_found', 'There is no company with this code. Ask the company for its code.')

/** What a visitor with a code sees, to check that it is the right one. */
export async function showParent(ctx: Visitor, code: string): Promise<FoundParent> {
  const { name, tier, address } = await guessedParent(ctx, code)
  return { name, tier, region: regionOf(address), joinsAs: JOINS_AS[tier] }
}

/** City or province; null for an address that cannot be parsed. */
function regionOf(address: string | null): string | null {
  const [region = ''] = maskAddress(address ?? '').split(' ')
  return region && !region.startsWith('*') ? region : null
}
