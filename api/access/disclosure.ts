import type { Grant, Tier } from '#db/words.ts'
import { lastSix, maskAccount, maskAddress, maskBirth, maskName, maskPhone } from './masking.ts'

/**
 * The viewers of a customer's data, in the terms of `domain.md` D.5. HQ works on an order only while it
 * is open. A file leaves the company, so it shows less than a screen.
 */
export const VIEWERS = ['owner', 'agency', 'hq_working', 'hq', 'hq_export', 'export'] as const
export type Viewer = (typeof VIEWERS)[number]

/** The field of the data. `free` is free text: it may contain anything. */
export type Field =
  | 'name'
  | 'phone'
  | 'birth'
  | 'account'
  | 'address'
  | 'serial'
  | 'health'
  | 'free'
export type Form = 'plain' | 'masked' | 'hidden'

/** The table of D.5, cell by cell; a test compares it with a copy written by hand. */
export const FORMS: Record<Field, Record<Viewer, Form>> = {
  name: {
    owner: 'plain',
    agency: 'masked',
    hq_working: 'plain',
    hq: 'masked',
    hq_export: 'masked',
    export: 'masked',
  },
  phone: {
    owner: 'plain',
    agency: 'masked',
    hq_working: 'plain',
    hq: 'masked',
    hq_export: 'masked',
    export: 'masked',
  },
  birth: {
    owner: 'masked',
    agency: 'hidden',
    hq_working: 'masked',
    hq: 'hidden',
    hq_export: 'masked',
    export: 'masked',
  },
  account: {
    owner: 'masked',
    agency: 'hidden',
    hq_working: 'masked',
    hq: 'hidden',
    hq_export: 'hidden',
    export: 'hidden',
  },
  address: {
    owner: 'plain',
    agency: 'masked',
    hq_working: 'plain',
    hq: 'masked',
    hq_export: 'masked',
    export: 'masked',
  },
  serial: {
    owner: 'plain',
    agency: 'masked',
    hq_working: 'plain',
    hq: 'plain',
    hq_export: 'plain',
    export: 'masked',
  },
  health: {
    owner: 'hidden',
    agency: 'hidden',
    hq_working: 'hidden',
    hq: 'hidden',
    hq_export: 'hidden',
    export: 'hidden',
  },
  free: {
    owner: 'plain',
    agency: 'hidden',
    hq_working: 'plain',
    hq: 'hidden',
    hq_export: 'hidden',
    export: 'hidden',
  },
}

type Lent = Partial<Record<Field, Partial<Record<Viewer, Grant>>>>
/** Fields that a grant shows plainly at once. */
const PLAIN_BY: Lent = {
  name: { hq_export: 'pii.export', export: 'pii.export' },
  health: { owner: 'health.view' },
}
/** Fields that a grant shows plainly one record at a time, with a reason, for a minute. */
const REVEALED_BY: Lent = {
  birth: { hq_working: 'pii.view' },
  account: { hq_working: 'pii.view' },
}

/** The form in which this viewer, with their grants, sees a field. */
export function formOf(field: Field, viewer: Viewer, grants: readonly Grant[] = []): Form {
  const grant = PLAIN_BY[field]?.[viewer]
  return grant && grants.includes(grant) ? 'plain' : FORMS[field][viewer]
}

/** Whether this viewer may ask for the field to be shown plainly. */
export function mayReveal(field: Field, viewer: Viewer, grants: readonly Grant[]): boolean {
  const grant = REVEALED_BY[field]?.[viewer]
  return grant !== undefined && grants.includes(grant)
}

const MASK: Record<Field, (text: string) => string> = {
  name: maskName,
  phone: maskPhone,
  birth: maskBirth,
  account: maskAccount,
  address: maskAddress,
  serial: lastSix,
  // Any part of these would reveal something.
  health: () => '***',
  free: () => '***',
}

/** The text as this viewer sees it; `undefined` where the field is hidden. */
export function show(
  field: Field,
  viewer: Viewer,
  text: string,
  grants?: readonly Grant[],
): string | undefined {
  const form = formOf(field, viewer, grants)
  if (form === 'hidden') return undefined
  // An erased number keeps four digits, which every viewer sees as `***-****-4417`.
  if (field === 'phone' && /^\d{4}$/.test(text)) return maskAccount(text)
  return form === 'plain' ? text : MASK[field](text)
}

/** Who looks at a file: headquarters need whole serial numbers for the carrier, the others only their ends. */
export const exportViewerOf = (tier: Tier): Viewer => (tier === 'hq' ? 'hq_export' : 'export')
