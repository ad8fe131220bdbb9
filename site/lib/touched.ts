import type { LiveEventType } from '#db/event-words.ts'
import type { Feature, PathOf } from './api-types.ts'

type AreaOf<Type> = Type extends `${infer Area}.${string}` ? Area : never

/** The features whose answers an event of this area makes old. A verb of a newer API counts for its area. */
const BY_EVENT = {
  order: ['orders', 'settlements', 'rebates', 'quotes', 'dashboard'],
  policy: ['policies', 'quotes', 'rates', 'dashboard'],
  notice: ['notices', 'dashboard'],
  // Both are under `/policies`.
  draft: ['policies', 'impacts'],
  impact: ['impacts'],
  group: ['policies'],
  // The balances list every company, also one that has just been approved.
  company: ['companies', 'users', 'invitations', 'rebates', 'dashboard'],
  // An order form offers what the catalogue has, and a quote charges its fee.
  catalog: ['plans', 'devices', 'catalog', 'prices', 'quotes', 'dashboard'],
  user: ['users', 'companies', 'invitations', 'me', 'dashboard'],
  // Sessions, purchases and payments show the customer's name; a company with customers cannot be removed.
  customer: ['companies', 'service-sessions', 'packages', 'payments'],
  budget: ['rebates', 'quotes', 'dashboard'],
  settlement: ['settlements', 'dashboard'],
  // A session takes from a purchase; a sale is paid.
  service: ['service-types', 'service-sessions', 'packages'],
  package: ['packages', 'payments'],
  payment: ['payments'],
  export: ['exports'],
  // By a notification, companies learn of budgets and settlements, and people of sign-ins and tokens.
  notification: [
    'notifications',
    'rebates',
    'settlements',
    'policies',
    'notices',
    'quotes',
    'rates',
    'me',
    'dashboard',
  ],
} as const satisfies Record<AreaOf<LiveEventType>, readonly Feature[]>

/** The same after an own command, which need not wait for its event. */
const BY_COMMAND: { readonly [F in Feature]?: readonly Feature[] } = {
  orders: BY_EVENT.order,
  // A changed draft makes its replay old.
  policies: [...BY_EVENT.policy, 'impacts'],
  impacts: ['impacts'],
  notices: BY_EVENT.notice,
  companies: BY_EVENT.company,
  plans: BY_EVENT.catalog,
  devices: BY_EVENT.catalog,
  catalog: BY_EVENT.catalog,
  prices: BY_EVENT.catalog,
  users: BY_EVENT.user,
  rebates: BY_EVENT.budget,
  settlements: BY_EVENT.settlement,
  'service-types': BY_EVENT.service,
  'service-sessions': BY_EVENT.service,
  packages: BY_EVENT.package,
  payments: BY_EVENT.payment,
  invitations: ['invitations'],
  exports: ['exports'],
  notifications: ['notifications'],
  me: ['me'],
}
/** Commands that change nothing on screen. */
const QUIET: readonly string[] = [
  '/orders/:id/reveals',
  '/attachments',
  '/attachments/:id/completion',
  '/attachments/:id/removal',
  '/me/step-up',
] satisfies PathOf<'post'>[]

type Listener = () => void
/** By feature, each listener with the number of its registrations: it is called once. */
const listeners = new Map<Feature, Map<Listener, number>>()

/** Calls `listener` when answers of `feature` may have changed. Returns a function that stops it. */
export function onTouched(feature: Feature, listener: Listener): () => void {
  const registered = listeners.get(feature) ?? new Map<Listener, number>()
  listeners.set(feature, registered.set(listener, (registered.get(listener) ?? 0) + 1))
  return () => {
    const left = (registered.get(listener) ?? 1) - 1
    if (left > 0) registered.set(listener, left)
    else registered.delete(listener)
  }
}

function touch(features: readonly Feature[]) {
  const affected = features.flatMap((feature) => [...(listeners.get(feature)?.keys() ?? [])])
  for (const listener of new Set(affected)) listener()
}

/** An event arrived: `order.placed`. One of an unknown area touches nothing. */
export function touchBy(event: string) {
  const area = event.split('.')[0]
  for (const [name, features] of Object.entries(BY_EVENT)) if (name === area) touch(features)
}

/** Touches everything that events touch, because some may have been missed. */
export const touchAll = () => touch([...new Set(Object.values(BY_EVENT).flat())])

/** The record had changed, or was gone, before the command arrived. */
const TOO_LATE = [404, 409, 410]

/** A command was answered. One that came too late touches as well, because what the person saw was old. */
export function touchAfter(path: string, status: number) {
  const isOld = TOO_LATE.includes(status)
  if ((status < 300 || isOld) && !QUIET.includes(path))
    for (const [name, features] of Object.entries(BY_COMMAND))
      if (name === featureOf(path)) touch(features)
}

/** The first part of an address, by which it is touched. */
export function featureOf(address: string): Feature {
  // Addresses and commands are made from routes, which begin with a feature.
  return (address.split(/[/?]/)[1] ?? '') as Feature
}
