import { bootstrapUses } from '#db/schema/registration.ts'
import { systemActor } from '../access/actor.ts'
import { record } from '../audit/record.ts'
import { createCompany } from '../companies/commands.ts'
import { type TxCtx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { secretGuards } from '../lockout/guards.ts'
import { countWrong } from '../lockout/guess.ts'
import { hashPassword } from '../passwords/password.ts'
import { sha256 } from '../platform/sha256.ts'
import { sameBytes } from '../same-bytes.ts'
import type { Visitor } from '../users/account.ts'
import { createUser } from '../users/commands.ts'
import { refusePersonal } from '../users/personal-password.ts'
import type { Applied, SignUpHeadquarters } from './contract.ts'
import { newcomer } from './newcomer.ts'
import { unlessTaken } from './taken.ts'

export type NewHeadquarters = Omit<SignUpHeadquarters, 'token'>

/** Creates one headquarters by the operator's bootstrap token; a token works once. */
export async function signUpHeadquarters(
  ctx: Visitor,
  { token, ...input }: SignUpHeadquarters,
): Promise<Applied> {
  const { bootstrapToken } = ctx.settings
  if (!bootstrapToken || !sameBytes(digestOf(token), digestOf(bootstrapToken))) {
    await countWrong(ctx, secretGuards('bootstrap', 'bootstrap'))
    throw new AppError('forbidden', 'The bootstrap token is wrong. Ask the operator for it.')
  }
  return createHeadquarters(ctx, input, { before: (ctx, hqId) => useUp(ctx, token, hqId) })
}

/** Digests have the same length, so the comparison time reveals nothing about the secret's length. */
const digestOf = (text: string) => new TextEncoder().encode(sha256(text))

/** Of two concurrent requests with one token, the second waits for the first and is refused. */
async function useUp(ctx: TxCtx, token: string, hqId: string): Promise<void> {
  const used = await ctx.db
    .insert(bootstrapUses)
    .values({ tokenHash: sha256(token), hqId, usedAt: ctx.clock.now() })
    .onConflictDoNothing()
    .returning({ hqId: bootstrapUses.hqId })
  if (used.length === 0)
    throw new AppError(
      'gone',
      'This bootstrap token has made its headquarters. Ask the operator for another.',
    )
}

/** What else belongs to the creation, in its transaction. */
type Alongside = { [When in 'before' | 'after']?: (ctx: TxCtx, hqId: string) => Promise<void> }
const nothing = async () => {}

/**
 * Creates a headquarters and its first admin, both active at once because the operator vouches for them. The
 * default rule applies, so the admin sets up a second factor at the first sign-in.
 */
export async function createHeadquarters(
  visitor: Visitor,
  { company, admin: { password, ...admin } }: NewHeadquarters,
  { before = nothing, after = nothing }: Alongside = {},
): Promise<Applied> {
  refusePersonal(password, { ...admin, companyName: company.name }, 'admin.password')
  const passwordHash = await hashPassword(visitor, password)
  const hqId = newId(visitor.clock.now())
  return unlessTaken('admin.username', () =>
    transact({ ...visitor, actor: systemActor(hqId) }, async (ctx) => {
      await before(ctx, hqId)
      const made = await createCompany(ctx, {
        ...company,
        ...{ tier: 'hq', id: hqId },
      })
      const { id: userId } = await createUser(ctx, {
        ...admin,
        passwordHash,
        ...{ companyId: hqId, role: 'admin', isFirstAdmin: true },
      })
      await record(newcomer(ctx, userId, made, 'admin'), {
        action: 'company.sign_up',
        entityId: hqId,
        facts: { code: made.code },
      })
      await after(ctx, hqId)
      return { companyCode: made.code, companyName: made.name, approver: null }
    }),
  )
}
