import { closeCompany } from '../companies/close-company.ts'
import type { CloseCompany, CompanyDetail, OpenCompany } from '../companies/contract.ts'
import type { Ctx } from '../context.ts'
import { endAccessBelow, endAccessOf } from '../devices/end-access.ts'
import { suspendUser } from '../users/admission.ts'
import type { RejectUser, UserItem } from '../users/contract.ts'
import { removeCompany } from '../users/remove-people.ts'

// These commands also end sessions and tokens in the same transaction. Those features come after users and
// companies on the ladder, so the commands stand here.

export const suspendPerson = (ctx: Ctx, id: string, input: RejectUser): Promise<UserItem> =>
  suspendUser(ctx, id, input, (ctx) => endAccessOf(ctx, id, 'suspended'))

export const shutCompany = (ctx: Ctx, id: string, input: CloseCompany): Promise<CompanyDetail> =>
  closeCompany(ctx, id, input, (ctx) => endAccessBelow(ctx, id, 'company_closed'))

export const dissolveCompany = (ctx: Ctx, id: string, input: OpenCompany): Promise<void> =>
  removeCompany(ctx, id, input, (ctx) => endAccessBelow(ctx, id, 'suspended'))
