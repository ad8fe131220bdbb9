import { eq, sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { companies, hqSettings } from '#db/schema/companies.ts'
import { nullable, text } from '#db/values.ts'
import type { SecondFactorRule, Tier } from '#db/words.ts'
import { record } from '../audit/record.ts'
import { seoulDay } from '../calendar.ts'
import { type Ctx, type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { onceOnly } from '../idempotency/once.ts'
import { newId } from '../ids.ts'
import { plainBusinessNumber } from './business-number.ts'
import { codePrefix, formatCode, NUMBER_MAX } from './code.ts'
import type { AddCompany, CompanyDetail } from './contract.ts'
import { auditFacts } from './facts.ts'
import { type Line, lineOf } from './line.ts'
import { companyChanged, stateOf } from './lock.ts'
import { companyFor } from './queries.ts'

export type NewCompany = {
  name: string
  businessNumber?: string
  phone?: string
  address?: string
  active?: boolean
  /** When the company joined; its code contains this day. Defaults to now. */
  createdAt?: Date
  /** Signed up but not approved: the company is closed until its first admin is approved. */
  pending?: boolean
} & (
  | {
      tier: 'hq'
      /** Given where the first actor needs the id before the company exists. */
      id?: string
      /** Who in the tree needs a second factor; by default privileged people do. */
      secondFactor?: SecondFactorRule
    }
  | { tier: 'agency' | 'retail'; parentId: string }
)

export type CreatedCompany = typeof companies.$inferSelect

const PARENT_OF = { agency: 'hq', retail: 'agency' } as const satisfies Partial<Record<Tier, Tier>>

/** Creates a company under a parent in the actor's scope, or an HQ, which starts a tree. */
export function createCompany(ctx: Ctx, input: NewCompany): Promise<CreatedCompany> {
  return transact(ctx, async (ctx) => {
    const createdAt = input.createdAt ?? ctx.clock.now()
    const id = (input.tier === 'hq' && input.id) || newId(createdAt)
    const { tier, name, phone, address, pending = false } = input
    const businessNumber = input.businessNumber && plainBusinessNumber(input.businessNumber)
    const active = input.active ?? !pending
    const approvedAt = pending ? null : createdAt
    const line = input.tier === 'hq' ? { hqId: id } : await lineUnder(ctx, id, input)
    const code = await nextCode(ctx, tier, seoulDay(createdAt))
    const [company] = await ctx.db
      .insert(companies)
      .values({
        ...{ id, code, tier, name, businessNumber, phone, address, active, createdAt, approvedAt },
        ...line,
      })
      .returning()
    if (!company) throw new Error('insert returned no row')
    if (input.tier === 'hq' && input.secondFactor)
      await ctx.db.insert(hqSettings).values({ hqId: id, secondFactor: input.secondFactor })
    await record(ctx, {
      action: 'company.create',
      entityId: id,
      facts: { code, tier },
      after: { state: stateOf(company), ...auditFacts(company) },
    })
    companyChanged(ctx, company)
    return company
  })
}

/** Adds a company below one in the actor's scope; the tier follows from the parent. */
export function addCompany(ctx: Ctx, input: AddCompany): Promise<CompanyDetail> {
  return onceOnly(ctx, 201, async (ctx) => {
    const above = await lineOf(ctx, input.parentId)
    if (above.tier === 'retail')
      throw new AppError('invalid_input', 'Nothing stands under a shop.', {
        errors: [
          { path: 'parentId', code: 'no_place', message: 'Choose a headquarters or an agency.' },
        ],
      })
    if (!above.active)
      throw new AppError('conflict', 'The company above is closed or not approved yet.', {
        facts: { why: 'parent_not_active' },
      })
    const { name, parentId, businessNumber, phone, address } = input
    const { id } = await createCompany(ctx, {
      tier: above.tier === 'hq' ? 'agency' : 'retail',
      name,
      parentId,
      ...(businessNumber && { businessNumber }),
      ...(phone && { phone }),
      ...(address && { address }),
    })
    return companyFor(ctx, id)
  })
}

async function lineUnder(
  ctx: TxCtx,
  id: string,
  { tier, parentId }: { tier: 'agency' | 'retail'; parentId: string },
) {
  // Locked until the commit, so that the parent is not removed meanwhile.
  await ctx.db
    .select({ id: companies.id })
    .from(companies)
    .where(eq(companies.id, parentId))
    .for('key share')
  const above: Line = await lineOf(ctx, parentId)
  if (above.tier !== PARENT_OF[tier])
    throw new AppError(
      'invalid_input',
      tier === 'agency' ? 'An agency stands under an HQ.' : 'A shop stands under an agency.',
      { facts: { tier, parentTier: above.tier } },
    )
  return { parentId, hqId: above.hqId, agencyId: tier === 'agency' ? id : above.agencyId }
}

/** The next free code of the tier and day. Concurrent callers wait for the end of this transaction. */
async function nextCode(ctx: TxCtx, tier: Tier, day: string): Promise<string> {
  const prefix = codePrefix(tier, day)
  await ctx.db.execute(
    sql`select pg_advisory_xact_lock(hashtext('companies.code'), hashtext(${prefix}))`,
  )
  const [last] = await rowsOf(
    ctx.db,
    sql`select max(code) as code from companies where code like ${`${prefix}%`}`,
    { code: nullable(text) },
  )
  const number = Number(last?.code?.slice(prefix.length) ?? 0) + 1
  if (number > NUMBER_MAX)
    throw new AppError('conflict', 'No company number is left today. Create it tomorrow.')
  return formatCode(tier, day, number)
}
