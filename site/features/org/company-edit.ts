import type { CompanyDetail, EditCompany } from '#api/companies/contract.ts'
import { isBusinessPhone } from '#api/users/phone.ts'
import { masked, maskProblem } from '../../lib/masks.ts'

/** What a company's form holds: digits for the business number, '' for what is not there. */
export type Draft = { name: string; businessNumber: string; phone: string; address: string }
export type DraftField = keyof Draft
export const DRAFT_FIELDS = ['name', 'businessNumber', 'phone', 'address'] as const

export const NOTHING: Draft = { name: '', businessNumber: '', phone: '', address: '' }

export const draftOf = (company: CompanyDetail): Draft => ({
  name: company.name,
  businessNumber: (company.businessNumber ?? '').replace(/\D/g, ''),
  phone: company.phone ?? '',
  address: company.address ?? '',
})

export type Problems = Partial<Record<DraftField, 'missing' | 'wrong'>>

/** Why a draft cannot be sent, by field. What is as it was before is not sent, and not judged. */
export function problemsOf(draft: Draft, before: Draft = NOTHING): Problems {
  const { name } = draft
  const changed = (field: DraftField) => (draft[field] === before[field] ? '' : draft[field])
  const [businessNumber, phone] = [changed('businessNumber'), changed('phone')]
  return {
    ...(name.trim() ? {} : { name: 'missing' as const }),
    ...(businessNumber && maskProblem('business', businessNumber)
      ? { businessNumber: 'wrong' as const }
      : {}),
    ...(phone.trim() && !isBusinessPhone(phone) ? { phone: 'wrong' as const } : {}),
  }
}

/** A draft as the API takes it: grouped, and null for what was left empty. */
export const sentOf = (draft: Draft) => ({
  name: draft.name.trim(),
  businessNumber: draft.businessNumber ? masked('business', draft.businessNumber) : null,
  phone: draft.phone.trim() || null,
  address: draft.address.trim() || null,
})

/** The fields in which two differ. */
export const differing = (one: Draft, other: Draft): DraftField[] =>
  DRAFT_FIELDS.filter((field) => one[field].trim() !== other[field].trim())

/** Only what was changed is sent, so that what somebody else changed beside it stays. */
export function changesOf(base: CompanyDetail, draft: Draft): EditCompany {
  const sent = sentOf(draft)
  const changes: EditCompany = { version: base.version }
  for (const field of differing(draftOf(base), draft)) {
    if (field === 'name') changes.name = sent.name
    else changes[field] = sent[field]
  }
  return changes
}

/**
 * After somebody else was first: what was typed stays, what was not touched follows the company as it
 * is now. `overtaken` are the fields that are now another's.
 */
export function rebased(base: CompanyDetail, draft: Draft, now: CompanyDetail) {
  const [before, after] = [draftOf(base), draftOf(now)]
  const touched = new Set(differing(before, draft))
  const next = { ...draft }
  for (const field of DRAFT_FIELDS) if (!touched.has(field)) next[field] = after[field]
  return { draft: next, overtaken: differing(before, after) }
}
