import type { Grant, Tier } from '#db/words.ts'
import { lastSix, maskAccount, maskAddress, maskBirth, maskName, maskPhone } from './masking.ts'

/**
 * Who looks at a customer's data, in the words of `domain.md` D.5. HQ works on an order only while it
 * is open; a file leaves the house, so it shows less than a screen.
 */
export const VIEWERS = ['owner', 'agency', 'hq_working', 'hq', 'hq_export', 'export'] as const
export type Viewer = (typeof VIEWERS)[number]

/** What is looked at. `free` is text that people write as they like: it may hold anything. */
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

/** The table of D.5, cell by cell; a test holds it against the same table written by hand. */
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
/** What a grant shows plainly at once. */
const PLAIN_BY: Lent = {
  name: { hq_export: 'pii.export', export: 'pii.export' },
  health: { owner: 'health.view' },
}
/** What a grant shows plainly one at a time, with a reason, for a minute. */
const REVEALED_BY: Lent = {
  birth: { hq_working: 'pii.view' },
  account: { hq_working: 'pii.view' },
}

/** How this viewer, with what it was lent, sees a field. */
export function formOf(field: Field, viewer: Viewer, grants: readonly Grant[] = []): Form {
  const lent = PLAIN_BY[field]?.[viewer]
  return lent && grants.includes(lent) ? 'plain' : FORMS[field][viewer]
}

/** Whether this viewer may ask for the field to be shown plainly. */
export function mayReveal(field: Field, viewer: Viewer, grants: readonly Grant[]): boolean {
  const lent = REVEALED_BY[field]?.[viewer]
  return lent !== undefined && grants.includes(lent)
}

const MASK: Record<Field, (text: string) => string> = {
  name: maskName,
  phone: maskPhone,
  birth: maskBirth,
  account: maskAccount,
  address: maskAddress,
  serial: lastSix,
  // Nothing of these can be left without telling something.
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
  return form === 'plain' ? text : MASK[field](text)
}

/** Who looks at a file: headquarters work with the carrier by serial numbers, everybody else needs their end. */
export const exportViewerOf = (tier: Tier): Viewer => (tier === 'hq' ? 'hq_export' : 'export')
