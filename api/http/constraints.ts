import { AppError, type ErrorCode } from '../errors.ts'

type Said = { code: ErrorCode; detail: string; path?: string }

/**
 * The sentence for a violated constraint, by the constraint's name. Commands check first; this answers
 * when two of them run at once, or when one lacks the check.
 */
export const SENTENCES: Record<string, Said> = {
  policies_title: {
    code: 'conflict',
    detail: 'A policy with this title exists. Choose another title.',
    path: 'title',
  },
  policies_validity: {
    code: 'invalid_input',
    detail: 'A policy ends after it begins. Choose a later end.',
    path: 'validTo',
  },
  impacts_open: {
    code: 'conflict',
    detail: 'This draft is being replayed already. Wait for the result, or cancel that replay.',
  },
  impacts_open_of_policy: {
    code: 'conflict',
    detail: 'Targets of this policy are being replayed already. Wait for the result, or cancel it.',
  },
  policy_groups_name: {
    code: 'conflict',
    detail: 'A group with this name exists. Choose another name.',
    path: 'name',
  },
  plans_name: {
    code: 'conflict',
    detail: 'This carrier has a plan of this name. Choose another name.',
    path: 'name',
  },
  plans_fee_positive: {
    code: 'invalid_input',
    detail: 'A monthly fee is at least 1 won.',
    path: 'monthlyFeeWon',
  },
  plan_changes_fee_positive: {
    code: 'invalid_input',
    detail: 'A monthly fee is at least 1 won.',
    path: 'monthlyFeeWon',
  },
  device_models_name: {
    code: 'conflict',
    detail: 'This manufacturer has a model of this name. Choose another name.',
    path: 'name',
  },
  plans_validity: {
    code: 'invalid_input',
    detail: 'The last day comes before the first. Choose a later one.',
    path: 'validUntil',
  },
  plan_changes_validity: {
    code: 'invalid_input',
    detail: 'The last day comes before the first. Choose a later one.',
    path: 'validUntil',
  },
  device_models_validity: {
    code: 'invalid_input',
    detail: 'The last day comes before the first. Choose a later one.',
    path: 'validUntil',
  },
  device_changes_validity: {
    code: 'invalid_input',
    detail: 'The last day comes before the first. Choose a later one.',
    path: 'validUntil',
  },
  product_prices_name: {
    code: 'conflict',
    detail: 'The price list has a product of this name. Choose another name.',
    path: 'name',
  },
  users_username_unique: {
    code: 'conflict',
    detail: 'This username is taken. Choose another.',
    path: 'username',
  },
  rebate_grants_positive: { code: 'invalid_input', detail: 'Budget is at least 1 won.' },
  rebate_grants_period: {
    code: 'invalid_input',
    detail: 'A period does not end before it starts. Choose a later end.',
    path: 'period.end',
  },
  policy_versions_number: {
    code: 'version_conflict',
    detail: 'Someone published a version at the same time. Load the policy again.',
  },
  notices_validity: {
    code: 'invalid_input',
    detail: 'A notice ends after it begins. Choose a later end.',
    path: 'validTo',
  },
  agency_rates_number: {
    code: 'version_conflict',
    detail: 'Someone saved rates at the same time. Load them again.',
  },
  service_types_code: {
    code: 'conflict',
    detail: 'A service with this code exists. Choose another code.',
    path: 'code',
  },
  service_types_name: {
    code: 'conflict',
    detail: 'A service with this name exists. Choose another name.',
    path: 'name',
  },
  service_types_abbreviation: {
    code: 'conflict',
    detail: 'A service with this abbreviation exists. Choose another.',
    path: 'abbreviation',
  },
  service_types_terms: {
    code: 'invalid_input',
    detail: 'A service lasts at least a minute, and its price is not below 0.',
  },
  packages_name: {
    code: 'conflict',
    detail: 'A package with this name exists. Choose another name.',
    path: 'name',
  },
  packages_terms: {
    code: 'invalid_input',
    detail: 'A package has at least one session and one day, and its price is not below 0.',
  },
  payments_slip: {
    code: 'conflict',
    detail:
      'This slip is recorded already: the same customer, day, amount and approval number. Look it up in the list.',
    path: 'approvalNumber',
  },
  payments_positive: {
    code: 'invalid_input',
    detail: 'A payment is at least 1 won.',
    path: 'amountWon',
  },
}

/** Constraints that no input can violate, with the reason; a violation is reported as a server error. */
export const INVARIANTS: Record<string, string> = {
  companies_code_unique: 'codes are numbered under a lock',
  companies_line_fits_tier: 'the line is derived from the parent',
  policy_versions_margin: 'the limits of a margin are checked before a version is written',
  policies_successor: 'a policy that follows another is written under the lock on that one',
  policy_versions_draft: 'a draft is published under its lock, which it does not outlive',
  attachments_place: 'files of an order are numbered by the order',
  attachments_states: 'each step of a file writes all that its state needs',
  policy_approvals_decided: 'who decides, when and what are written together',
  policy_approvals_two_people: 'whoever asked is refused before',
  impacts_subject: 'a replay is started for a draft or for a policy',
  policy_drafts_step: 'the number of a step is checked with the input',
  policy_drafts_based_on: 'both are taken from one policy',
  policy_group_members_open: 'an agency that is in the group is left alone',
  policy_group_members_period: 'a membership ends when it is closed',
  orders_number_unique: 'numbers are drawn at random, and a taken one is drawn again',
  order_identifiers_live: 'a number that is taken is left out and told as taken',
  orders_split: 'amounts come from the price rule, which knows what HQ allows above its own',
  accounts_identity: 'accounts are made where there is none',
  accounts_not_below_floor: 'a posting asks for cover first and says insufficient_balance',
  entries_move_something: 'postings of zero are left out',
  transfers_hold_ends_once: 'a hold is ended under its order’s lock',
  settlement_lines_once: 'lines are derived from the order, once',
  settlement_lines_payable_is_dated: 'a line gets its month with its state',
  notifications_place: 'a place is given under the lock of its inbox',
  policy_acknowledgements_once: 'a repeated acknowledgement is left out',
  notice_acknowledgements_once: 'a repeated acknowledgement is left out',
  payments_number: 'numbers are counted under the lock of their year',
  package_services_some: 'the number of sessions is checked with the input',
  package_purchases_used: 'a session is taken or given back under the lock of its purchase',
  purchase_services_used: 'a session is taken or given back under the lock of its purchase',
  customer_health_once: 'a text that exists is replaced',
  jobs_slot_unique: 'a slot that is taken is left alone',
  api_tokens_tokenHash_unique: 'tokens are random',
  invitations_tokenHash_unique: 'tokens are random',
  password_resets_tokenHash_unique: 'tokens are random',
}

const UNIQUE = '23505'
const MISSING = '23502'
/** A reference to a record that was removed meanwhile. */
const FOREIGN = '23503'
/** Class 22, data exceptions: numbers out of range, invalid days, characters that cannot be stored. */
const UNREADABLE = /^22/

/** The answer to a refusal of the database; undefined if only the server can have caused it. */
export function constraintProblem(
  sqlState: string | undefined,
  constraint: string | undefined,
): AppError | undefined {
  if (constraint && constraint in INVARIANTS) return undefined
  const sentence = constraint === undefined ? undefined : SENTENCES[constraint]
  if (sentence) {
    const { code, detail, path } = sentence
    const errors = path ? [{ path, code: 'refused', message: detail }] : undefined
    return new AppError(code, detail, { ...(errors && { errors }) })
  }
  if (sqlState === UNIQUE)
    return new AppError('conflict', 'A record with this name or number exists. Choose another.')
  if (sqlState === FOREIGN)
    return new AppError('conflict', 'A record that this refers to is gone. Load the page again.')
  if (sqlState === MISSING)
    return new AppError('invalid_input', 'A value that is needed is missing. Fill in every field.')
  if (sqlState && UNREADABLE.test(sqlState))
    return new AppError('invalid_input', 'A value is too large or cannot be kept. Send another.')
  return undefined
}
