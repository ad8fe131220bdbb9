import type { companies } from '#db/schema/companies.ts'
import { maskAddress, maskPhone } from '../access/masking.ts'

type Row = Partial<typeof companies.$inferSelect>
type Facts = Record<string, string | number | null>

/** What an audit event keeps of these fields of a company: numbers and streets are masked. */
export const auditFacts = ({ name, businessNumber, phone, address }: Row): Facts => ({
  ...(name !== undefined && { name }),
  ...(businessNumber !== undefined && { businessNumber: businessNumber && stars(businessNumber) }),
  ...(phone !== undefined && { phone: phone && maskPhone(phone) }),
  ...(address !== undefined && { address: address && maskAddress(address) }),
})

/** `124-81-*****`: the office that gave it and the kind of company, which tell no company apart. */
const stars = (businessNumber: string) => `${businessNumber.slice(0, 7)}*****`
