import { explain } from '../access/permissions.ts'
import type { Ctx } from '../context.ts'
import { meIn, ownAccount } from './account.ts'
import type { Me, PermissionList } from './contract.ts'

/** The signed-in user, read from the database. */
export const readMe = async (ctx: Ctx): Promise<Me> => meIn(await ownAccount(ctx), ctx.clock.now())

/** Every permission, with its source or the reason of its refusal. */
export const explainPermissions = ({ actor, clock }: Ctx): PermissionList => ({
  items: explain(actor, clock.now().getTime()),
})
