import type { CompanyItem } from '#api/companies/contract.ts'
import type { InvitationItem } from '#api/registration/contract.ts'
import type {
  CatalogState,
  ExportStatus,
  LineStatus,
  OrderStatus,
  PolicyStatus,
  UserStatus,
} from '#db/words.ts'
import type { Catalogue } from './i18n/catalogue.ts'

/** The meaning of a state for the reader; each role has one colour for glyph, text and tint. */
export type StateRole = 'wait' | 'ok' | 'move' | 'done' | 'stop' | 'hold' | 'back' | 'none'

/** The shape shows the state without colour: the filled share of the ring is the progress. */
export type GlyphName =
  | 'ring'
  | 'half'
  | 'most'
  | 'check'
  | 'cross'
  | 'slash'
  | 'dashed'
  | 'pause'
  | 'alert'
  | 'return'

type StateKey = Extract<keyof Catalogue['states'], string>
export type StateLook = { label: `states.${StateKey}`; glyph: GlyphName; role: StateRole }

type Entities = {
  order: OrderStatus
  /** `overdue` and `clawback` are derived from the line, never stored. */
  line: LineStatus | 'overdue' | 'clawback'
  policy: PolicyStatus | 'draft' | 'scheduled'
  job: ExportStatus
  user: UserStatus
  company: CompanyItem['state']
  invitation: InvitationItem['state']
  catalog: CatalogState
  risk: 'stable' | 'warning' | 'danger'
  ack: 'unread' | 'read'
}
export type Entity = keyof Entities
export type StateOf<E extends Entity> = Entities[E]

type Look = readonly [GlyphName, StateRole]
const LOOKS: { [E in Entity]: Record<Entities[E], Look> } = {
  order: {
    pending: ['ring', 'wait'],
    approved: ['half', 'ok'],
    shipped: ['most', 'move'],
    completed: ['check', 'done'],
    rejected: ['cross', 'stop'],
    cancelled: ['slash', 'none'],
  },
  line: {
    pending: ['dashed', 'none'],
    eligible: ['ring', 'wait'],
    approved: ['half', 'ok'],
    paid: ['check', 'done'],
    held: ['pause', 'hold'],
    overdue: ['alert', 'stop'],
    clawback: ['return', 'back'],
    cancelled: ['slash', 'none'],
  },
  policy: {
    draft: ['ring', 'none'],
    scheduled: ['dashed', 'none'],
    active: ['check', 'done'],
    inactive: ['pause', 'hold'],
    expired: ['slash', 'none'],
    archived: ['slash', 'none'],
  },
  job: {
    queued: ['dashed', 'none'],
    processing: ['half', 'ok'],
    completed: ['check', 'done'],
    failed: ['cross', 'stop'],
    cancelled: ['slash', 'none'],
    expired: ['slash', 'none'],
  },
  user: {
    pending: ['ring', 'wait'],
    approved: ['check', 'done'],
    rejected: ['cross', 'stop'],
    suspended: ['pause', 'hold'],
  },
  company: {
    pending: ['ring', 'wait'],
    active: ['check', 'done'],
    closed: ['pause', 'hold'],
  },
  invitation: {
    open: ['ring', 'wait'],
    accepted: ['check', 'done'],
    revoked: ['slash', 'none'],
    expired: ['slash', 'none'],
  },
  catalog: {
    sold: ['check', 'done'],
    scheduled: ['dashed', 'none'],
    ended: ['slash', 'none'],
    stopped: ['pause', 'hold'],
    not_carried: ['pause', 'hold'],
  },
  risk: {
    stable: ['check', 'done'],
    warning: ['ring', 'wait'],
    danger: ['alert', 'stop'],
  },
  ack: {
    unread: ['ring', 'wait'],
    read: ['check', 'done'],
  },
}

const UNKNOWN: Look = ['dashed', 'none']

/** The look and the word of an entity's state, wherever it is shown. */
export function lookOf<E extends Entity>(entity: E, state: StateOf<E>): StateLook {
  // A server newer than this page may send a state without a look; its code is then its word.
  const looks: Partial<Record<string, Look>> = LOOKS[entity]
  const [glyph, role] = looks[state] ?? UNKNOWN
  // The states catalogue has a word for each entity and state; `states.test.ts` proves it.
  return { label: `states.${entity}.${state}` as StateLook['label'], glyph, role }
}

export const statesOf = <E extends Entity>(entity: E) => Object.keys(LOOKS[entity]) as StateOf<E>[]
