import type { UserPage } from '#api/users/contract.ts'
import type { UserStatus } from '#db/words.ts'
import type { QueryState } from '../../lib/query.ts'
import { type Resource, useResource } from '../../lib/resource.ts'
import { LIVE } from './live.ts'

export const USERS_A_PAGE = 50

/** A page of people, those who wait first. Without a company: of the whole tree. */
export const useUsers = (
  { q, after }: QueryState,
  of: { companyId?: string; status?: UserStatus | undefined },
): Resource<UserPage> =>
  useResource<UserPage>('/users', {
    query: { ...of, q, after, limit: USERS_A_PAGE },
    live: LIVE,
  })
