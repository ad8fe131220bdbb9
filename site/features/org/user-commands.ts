import type { ChangeGrants, ChangeRole, UserItem } from '#api/users/contract.ts'
import type { Grant, Role } from '#db/words.ts'
import { api } from '../../lib/client.ts'

/** What may be decided about a person; the server says which of it applies now. */
export type Decision = UserItem['actions'][number]

/** What a decision needs beside the person. */
export type Choice = { reason?: string; role?: Role; grants?: readonly Grant[] }

const PATH = {
  approve: 'approval',
  reject: 'rejection',
  suspend: 'suspension',
  reinstate: 'reinstatement',
  reset_second_factor: 'second-factor-reset',
  unlock: 'unlock',
  sign_out: 'sessions/revocations',
} as const

/** Answers with the person as it is now, or with nothing where it has to be asked for again. */
export function decide(
  { id, version }: Pick<UserItem, 'id' | 'version'>,
  decision: Exclude<Decision, 'reset_password'>,
  { reason, role, grants }: Choice,
): Promise<UserItem | undefined> {
  const user = `/users/${id}`
  switch (decision) {
    case 'approve':
    case 'reinstate':
      return api.post<UserItem>(`${user}/${PATH[decision]}`, { version })
    case 'reject':
    case 'suspend':
      return api.post<UserItem>(`${user}/${PATH[decision]}`, { version, reason })
    case 'change_role':
      return api.post<UserItem>(`${user}/role`, { version, role } satisfies Partial<ChangeRole>)
    case 'grant':
      return api.put<UserItem>(`${user}/grants`, {
        version,
        grants: [...(grants ?? [])],
      } satisfies ChangeGrants)
    default:
      return api.post<undefined>(`${user}/${PATH[decision]}`)
  }
}
