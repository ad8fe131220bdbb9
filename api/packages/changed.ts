import { customersOf } from '../access/namespaces.ts'
import type { TxCtx } from '../context.ts'

/** Tells the open pages of the own company that a package of its catalogue has changed. */
export function packageChanged(ctx: TxCtx, packageId: number): void {
  const { companyId } = ctx.actor
  ctx.changed({
    namespaces: [customersOf(companyId)],
    event: { type: 'package.changed', id: String(packageId) },
    heardBy: [companyId],
  })
}
