import type { companies } from '#db/schema/companies.ts'
import { maskAddress, maskPhone } from '../access/masking.ts'

type Row = Partial<typeof companies.$inferSelect>
type Facts = Record<string, string | number | null>

/** What an audit event stores of these fields: numbers and streets are masked. */
export const auditFacts = ({ name, businessNumber, phone, address }: Row): Facts => ({
  ...(name !== undefined && { name }),
  ...(businessNumber !== undefined && { businessNumber: businessNumber && stars(businessNumber) }),
  ...(phone !== undefined && { phone: phone && maskPhone(phone) }),
  ...(address !== undefined && { address: address && maskAddress(address) }),
})

/** `124-81-*****`: tax office and legal form, which do not identify a company. */
const stars = (businessNumber: string) => `${businessNumber.slice(0, 7)}*****`
