import type { UserItem } from '#api/users/contract.ts'
import type { Grant, Role } from '#db/words.ts'
import { api } from '../../lib/client.ts'

/** The possible decisions about a person; the server says which apply now. */
export type Decision = UserItem['actions'][number]

/** The inputs of a decision. */
export type Choice = { reason?: string; role?: Role; grants?: readonly Grant[] }

/** Resolves with the person as they are now, or undefined when they have to be loaded again. */
export function decide(
  { id, version }: Pick<UserItem, 'id' | 'version'>,
  decision: Exclude<Decision, 'reset_password'>,
  { reason = '', role, grants = [] }: Choice,
): Promise<UserItem | undefined> {
  const param = { id }
  switch (decision) {
    case 'approve':
      return api.post('/users/:id/approval', { param, json: { version } })
    case 'reinstate':
      return api.post('/users/:id/reinstatement', { param, json: { version } })
    case 'reject':
      return api.post('/users/:id/rejection', { param, json: { version, reason } })
    case 'suspend':
      return api.post('/users/:id/suspension', { param, json: { version, reason } })
    case 'change_role':
      return api.post('/users/:id/role', { param, json: { version, role: chosen(role) } })
    case 'grant':
      return api.put('/users/:id/grants', { param, json: { version, grants: [...grants] } })
    case 'reset_second_factor':
      return api.post('/users/:id/second-factor-reset', { param })
    case 'unlock':
      return api.post('/users/:id/unlock', { param })
    case 'sign_out':
      return api.post('/users/:id/sessions/revocations', { param })
  }
}

/** The input that the dialog of this decision requires. */
function chosen<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the decision is not complete')
  return value
}
