import { and, eq, inArray } from 'drizzle-orm'
import { users } from '#db/schema/users.ts'
import type { Visitor } from '../users/account.ts'
import type { SignInOptions } from './contract.ts'
import { DEMO_LOGINS } from './demo.ts'

/** The demo logins that the seed has created so far; none on any other installation. */
export async function signInOptions(ctx: Visitor): Promise<SignInOptions> {
  const mail = ctx.mail.configured
  if (!ctx.settings.demo) return { mail, demo: [] }
  const names = DEMO_LOGINS.map(({ username }) => username)
  const rows = await ctx.db
    .select({ username: users.username })
    .from(users)
    .where(and(inArray(users.username, names), eq(users.status, 'approved')))
  const made = new Set(rows.map(({ username }) => username))
  return { mail, demo: DEMO_LOGINS.filter(({ username }) => made.has(username)) }
}
