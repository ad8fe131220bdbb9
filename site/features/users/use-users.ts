import type { UserPage } from '#api/users/contract.ts'
import type { UserStatus } from '#db/words.ts'
import { addressOf } from '../../lib/address.ts'
import type { QueryState } from '../../lib/query.ts'
import { type Resource, useAnswer } from '../../lib/resource.ts'

export const USERS_A_PAGE = 50

/** A page of people, applicants first. Without a company: of the whole tree. */
export const useUsers = (
  { q, after }: QueryState,
  of: { companyId?: string; status?: UserStatus | undefined },
): Resource<UserPage> =>
  useAnswer(addressOf('/users', { query: { ...of, q, after, limit: USERS_A_PAGE } }))
