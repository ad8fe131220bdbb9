import { GRANTS, ROLES, TIERS } from '#db/words.ts'
import { currentLang, t } from '../../lib/i18n/t.ts'
import { permissionWords } from '../settings/permission-words.ts'
import { kindIn } from './url-state.ts'

type Value = string | number | null

/** The value of a fact, in words where there are any; otherwise as it was written. */
export function factValue(action: string, name: string, value: Value): string {
  if (value === null || value === '') return '–'
  if (typeof value === 'number') {
    const text = value.toLocaleString(currentLang())
    return name.endsWith('Won') ? t('audit.won', { amount: text }) : text
  }
  return inWords(action, name, value) ?? value
}

function inWords(action: string, name: string, value: string): string | undefined {
  switch (name) {
    case 'status':
    case 'state':
    case 'from':
    case 'to':
      return stateWords(action, value)
    case 'role':
      return find(ROLES, value, (role) => t(`words.role.${role}`))
    case 'tier':
      return find(TIERS, value, (tier) => t(`words.tier.${tier}`))
    case 'grants':
      return eachOf(value, (one) => find(GRANTS, one, (grant) => t(`audit.grant.${grant}`)))
    case 'scopes':
    case 'permission':
      return eachOf(value, permissionWords)
    case 'kind': {
      if (action === 'privacy.erase')
        return find(ERASED, value, (what) => t(`audit.erased.${what}`))
      const kind = kindIn({ kind: value })
      return kind && t(`audit.kind.${kind}`)
    }
    case 'reason':
      // Text that people wrote is never replaced by words of ours.
      return action.startsWith('auth.') ? wordsOf(value) : undefined
    default:
      return CODED.includes(name) ? wordsOf(value) : undefined
  }
}

/** Facts whose value is one of a few codes of ours. */
const CODED: readonly string[] = ['of', 'by', 'because', 'why', 'field', 'secondFactor']

const wordsOf = (value: string) => find(VALUES, value, (known) => t(`audit.value.${known}`))

const find = <V extends string>(known: readonly V[], value: string, say: (v: V) => string) => {
  const found = known.find((one) => one === value)
  return found && say(found)
}

const eachOf = (list: string, say: (one: string) => string | undefined) =>
  list
    .split(' ')
    .map((one) => say(one) ?? one)
    .join(', ')

/** States have the same words as on every screen. */
const STATES = {
  order: ['pending', 'approved', 'shipped', 'completed', 'rejected', 'cancelled'],
  user: ['pending', 'approved', 'rejected', 'suspended'],
  company: ['pending', 'active', 'closed'],
  policy: ['draft', 'scheduled', 'active', 'inactive', 'expired', 'archived'],
} as const

function stateWords(action: string, state: string): string | undefined {
  const what = action.split('.')[0]
  if (what === 'order') return find(STATES.order, state, (is) => t(`states.order.${is}`))
  if (what === 'user') return find(STATES.user, state, (is) => t(`states.user.${is}`))
  if (what === 'policy') return find(STATES.policy, state, (is) => t(`states.policy.${is}`))
  if (what !== 'company') return undefined
  return state === 'removed'
    ? t('audit.value.removed')
    : find(STATES.company, state, (is) => t(`states.company.${is}`))
}

/** The steps of the nightly erasure (api/privacy/erase-personal-data.ts). */
const ERASED = [
  'account_numbers',
  'order_answers',
  'attachments',
  'order_customers',
  'session_devices',
  'password_resets',
  'sign_in_failures',
  'invitees',
] as const

const VALUES = [
  'off',
  'privileged',
  'everyone',
  'app',
  'recovery',
  'mail',
  'admin',
  'account',
  'address',
  'network',
  'device',
  'session',
  'person',
  'account_number',
  'birth_date',
  'wrong_password',
  'wrong_code',
  'pending',
  'rejected',
  'suspended',
  'closed',
  'company_closed',
  'signed_out',
  'idle',
  'reused',
  'revoked',
  'revoked_by_admin',
  'password_changed',
  'password_reset',
  'tier',
  'role',
  'grant',
  'scope',
  'second_factor',
  'step_up',
  'removed',
] as const
