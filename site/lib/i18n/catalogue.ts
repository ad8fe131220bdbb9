import type { account } from './ko/account.ts'
import type { audit } from './ko/audit.ts'
import type { budget } from './ko/budget.ts'
import type { couriers } from './ko/couriers.ts'
import type { dashboard } from './ko/dashboard.ts'
import type { errors } from './ko/errors.ts'
import type { exports } from './ko/exports.ts'
import type { fields } from './ko/fields.ts'
import type { join } from './ko/join.ts'
import type { keys } from './ko/keys.ts'
import type { landing } from './ko/landing.ts'
import type { ledger } from './ko/ledger.ts'
import type { legal } from './ko/legal.ts'
import type { login } from './ko/login.ts'
import type { moves } from './ko/moves.ts'
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
import type { rebates } from './ko/rebates.ts'
import type { settings } from './ko/settings.ts'
import type { settlements } from './ko/settlements.ts'
import type { shell } from './ko/shell.ts'
import type { signup } from './ko/signup.ts'
import type { states } from './ko/states.ts'
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
  audit: typeof audit
  budget: typeof budget
  couriers: typeof couriers
  dashboard: typeof dashboard
  errors: typeof errors
  exports: typeof exports
  fields: typeof fields
  join: typeof join
  keys: typeof keys
  landing: typeof landing
  ledger: typeof ledger
  legal: typeof legal
  login: typeof login
  moves: typeof moves
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
  rebates: typeof rebates
  settings: typeof settings
  settlements: typeof settlements
  shell: typeof shell
  signup: typeof signup
  states: typeof states
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

/** `orders.title`, `ui.cancel`, …: the keys that `t` accepts. */
export type Key = { [A in Area]: `${A}.${Extract<keyof Catalogue[A], string>}` }[Area]

export type Params = Readonly<Record<string, string | number>>
