import type { account } from './ko/account.ts'
import type { annex } from './ko/annex.ts'
import type { answers } from './ko/answers.ts'
import type { attaching } from './ko/attaching.ts'
import type { audit } from './ko/audit.ts'
import type { budget } from './ko/budget.ts'
import type { builder } from './ko/builder.ts'
import type { changing } from './ko/changing.ts'
import type { choosing } from './ko/choosing.ts'
import type { couriers } from './ko/couriers.ts'
import type { dashboard } from './ko/dashboard.ts'
import type { deciding } from './ko/deciding.ts'
import type { difference } from './ko/difference.ts'
import type { editing } from './ko/editing.ts'
import type { errors } from './ko/errors.ts'
import type { exports } from './ko/exports.ts'
import type { fields } from './ko/fields.ts'
import type { groups } from './ko/groups.ts'
import type { guide } from './ko/guide.ts'
import type { impact } from './ko/impact.ts'
import type { imports } from './ko/imports.ts'
import type { join } from './ko/join.ts'
import type { keys } from './ko/keys.ts'
import type { landing } from './ko/landing.ts'
import type { ledger } from './ko/ledger.ts'
import type { legal } from './ko/legal.ts'
import type { login } from './ko/login.ts'
import type { matrix } from './ko/matrix.ts'
import type { moves } from './ko/moves.ts'
import type { notices } from './ko/notices.ts'
import type { notifications } from './ko/notifications.ts'
import type { ordering } from './ko/ordering.ts'
import type { orders } from './ko/orders.ts'
import type { org } from './ko/org.ts'
import type { palette } from './ko/palette.ts'
import type { password } from './ko/password.ts'
import type { permissions } from './ko/permissions.ts'
import type { policies } from './ko/policies.ts'
import type { pricing } from './ko/pricing.ts'
import type { proof } from './ko/proof.ts'
import type { publishing } from './ko/publishing.ts'
import type { rates } from './ko/rates.ts'
import type { reach } from './ko/reach.ts'
import type { rebates } from './ko/rebates.ts'
import type { reference } from './ko/reference.ts'
import type { scanning } from './ko/scanning.ts'
import type { settings } from './ko/settings.ts'
import type { settlements } from './ko/settlements.ts'
import type { shaping } from './ko/shaping.ts'
import type { sheets } from './ko/sheets.ts'
import type { shell } from './ko/shell.ts'
import type { signup } from './ko/signup.ts'
import type { states } from './ko/states.ts'
import type { succession } from './ko/succession.ts'
import type { terms } from './ko/terms.ts'
import type { times } from './ko/times.ts'
import type { track } from './ko/track.ts'
import type { ui } from './ko/ui.ts'
import type { wizard } from './ko/wizard.ts'
import type { words } from './ko/words.ts'

export const LANGS = ['ko', 'en'] as const
export type Lang = (typeof LANGS)[number]

/**
 * Every area of words, by its Korean source. A new area is two files of one name and one line here. English
 * must have exactly the Korean keys: `Translated` makes a missing one a type error.
 */
export type Catalogue = {
  account: typeof account
  annex: typeof annex
  answers: typeof answers
  attaching: typeof attaching
  audit: typeof audit
  budget: typeof budget
  reference: typeof reference
  builder: typeof builder
  changing: typeof changing
  choosing: typeof choosing
  couriers: typeof couriers
  dashboard: typeof dashboard
  deciding: typeof deciding
  difference: typeof difference
  editing: typeof editing
  errors: typeof errors
  exports: typeof exports
  fields: typeof fields
  groups: typeof groups
  guide: typeof guide
  imports: typeof imports
  impact: typeof impact
  join: typeof join
  keys: typeof keys
  landing: typeof landing
  ledger: typeof ledger
  legal: typeof legal
  login: typeof login
  matrix: typeof matrix
  moves: typeof moves
  notices: typeof notices
  notifications: typeof notifications
  ordering: typeof ordering
  orders: typeof orders
  palette: typeof palette
  password: typeof password
  org: typeof org
  permissions: typeof permissions
  policies: typeof policies
  pricing: typeof pricing
  proof: typeof proof
  publishing: typeof publishing
  rates: typeof rates
  reach: typeof reach
  rebates: typeof rebates
  scanning: typeof scanning
  settings: typeof settings
  settlements: typeof settlements
  shaping: typeof shaping
  sheets: typeof sheets
  shell: typeof shell
  signup: typeof signup
  states: typeof states
  succession: typeof succession
  terms: typeof terms
  times: typeof times
  track: typeof track
  ui: typeof ui
  wizard: typeof wizard
  words: typeof words
}

export type Area = keyof Catalogue
export type Translated<Source> = { [Key in keyof Source]: string }
export type Words = Readonly<Record<string, string>>
/** What a file of words exports. */
export type WordsFile = { [area: string]: Words }

/** `orders.title`, `ui.cancel`, …: the keys that `t` accepts. */
export type Key = { [A in Area]: `${A}.${Extract<keyof Catalogue[A], string>}` }[Area]

export type Params = Readonly<Record<string, string | number>>
