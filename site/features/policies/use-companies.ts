import type { CompanyItem } from '#api/companies/contract.ts'
import type { Tier } from '#db/words.ts'
import { addressOf } from '../../lib/address.ts'
import { type Resource, useEvery } from '../../lib/resource.ts'

export type Companies = Resource<readonly CompanyItem[]>

/** All companies of a tier that the viewer may see: choosing among them needs the whole list. */
export const useCompanies = (tier: Tier): Companies =>
  useEvery(addressOf('/companies', { query: { tier } }))
