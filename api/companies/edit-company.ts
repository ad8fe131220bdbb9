import { record } from '../audit/record.ts'
import { type Ctx, transact } from '../context.ts'
import { AppError } from '../errors.ts'
import { COMPANY_FIELDS, editableFields } from './actions.ts'
import { plainBusinessNumber } from './business-number.ts'
import type { CompanyDetail, EditCompany } from './contract.ts'
import { auditFacts } from './facts.ts'
import { changeCompany, lockCompany, requireVersion } from './lock.ts'
import { companyFor } from './queries.ts'

/**
 * Changes the given fields that differ. A request with a field that the person may not edit changes nothing.
 */
export function editCompany(ctx: Ctx, id: string, input: EditCompany): Promise<CompanyDetail> {
  return transact(ctx, async (ctx) => {
    const company = await lockCompany(ctx, id)
    const given = COMPANY_FIELDS.filter((field) => input[field] !== undefined)
    const editable = editableFields(ctx.actor, company)
    const refused = given.filter((field) => !editable.includes(field))
    if (refused.length > 0)
      throw new AppError('forbidden', `Of this company you may change: ${editable.join(', ')}.`, {
        facts: { permission: 'company.update', why: 'tier', tier: ctx.actor.tier },
        errors: refused.map((path) => ({
          path,
          code: 'not_yours',
          message: 'Your headquarters changes this.',
        })),
      })
    requireVersion(company, input.version)
    const { name = company.name, phone = company.phone, address = company.address } = input
    const { businessNumber = company.businessNumber } = input
    const wanted = {
      name,
      businessNumber: businessNumber && plainBusinessNumber(businessNumber),
      phone: phone || null,
      address,
    }
    const changed = COMPANY_FIELDS.filter((field) => wanted[field] !== company[field])
    if (changed.length === 0) return companyFor(ctx, id)
    const only = (from: typeof wanted) =>
      Object.fromEntries(changed.map((field) => [field, from[field]]))
    await changeCompany(ctx, company, only(wanted))
    await record(ctx, {
      action: 'company.update',
      entityId: id,
      facts: { code: company.code },
      before: auditFacts(only(company)),
      after: auditFacts(only(wanted)),
    })
    return companyFor(ctx, id)
  })
}
