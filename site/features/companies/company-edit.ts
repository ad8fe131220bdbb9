import type { CompanyDetail, EditCompany } from '#api/companies/contract.ts'
import { isPhone } from '#api/phone.ts'
import { masked, maskProblem } from '../../lib/masks.ts'

/** The fields of a company's form: digits for the business number, '' for an absent value. */
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

/** Why a draft cannot be sent, by field. Unchanged fields are neither sent nor validated. */
export function problemsOf(draft: Draft, before: Draft = NOTHING): Problems {
  const { name } = draft
  const changed = (field: DraftField) => (draft[field] === before[field] ? '' : draft[field])
  const [businessNumber, phone] = [changed('businessNumber'), changed('phone')]
  return {
    ...(name.trim() ? {} : { name: 'missing' as const }),
    ...(businessNumber && maskProblem('business', businessNumber)
      ? { businessNumber: 'wrong' as const }
      : {}),
    ...(phone.trim() && !isPhone(phone) ? { phone: 'wrong' as const } : {}),
  }
}

/** A draft as the API takes it: grouped, and null for empty fields. */
export const sentOf = (draft: Draft) => ({
  name: draft.name.trim(),
  businessNumber: draft.businessNumber ? masked('business', draft.businessNumber) : null,
  phone: draft.phone.trim() || null,
  address: draft.address.trim() || null,
})

/** The fields in which two drafts differ. */
export const differing = (one: Draft, other: Draft): DraftField[] =>
  DRAFT_FIELDS.filter((field) => one[field].trim() !== other[field].trim())

/** Only the changed fields, so that another person's change of other fields stays. */
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
 * The draft after another person saved first: typed fields stay, untouched fields follow the company as it is
 * now. `overtaken` are the typed fields that the other person changed too.
 */
export function rebased(base: CompanyDetail, draft: Draft, now: CompanyDetail) {
  const [before, after] = [draftOf(base), draftOf(now)]
  const touched = new Set(differing(before, draft))
  const next = { ...draft }
  for (const field of DRAFT_FIELDS) if (!touched.has(field)) next[field] = after[field]
  return { draft: next, overtaken: differing(before, after) }
}
