import type { FormField } from '#db/schema/policies.ts'
import type { OrderStatus, Tier } from '#db/words.ts'
import { type Field, formOf, show, type Viewer } from '../access/disclosure.ts'
import { isOwn, plainKeys } from '../forms/entry.ts'
import { isEnded } from './status.ts'

/** The viewer in the terms of `domain.md` D.5. HQ works on an order only while it is open. */
export const viewerOf = (tier: Tier, status: OrderStatus): Viewer =>
  tier === 'retail' ? 'owner' : tier === 'agency' ? 'agency' : isEnded(status) ? 'hq' : 'hq_working'

/** The row of that table for each form field; a field without a row identifies nobody. */
const FORM: Record<string, Field> = {
  birth_date: 'birth',
  customer_address: 'address',
  shipping_address: 'address',
  legal_name: 'name',
  recipient_name: 'name',
  account_holder: 'name',
  legal_phone: 'phone',
  device_serial: 'serial',
  imei: 'serial',
  imei2: 'serial',
  eid: 'serial',
  sim_serial: 'serial',
  business_number: 'free',
  reference_url: 'free',
  memo: 'free',
  customer_email: 'free',
  alt_contact: 'phone',
  face_result: 'free',
  keep_addons: 'free',
  welfare: 'free',
}

/** A file may show anything that free text may say. */
export const mayReadFiles = (viewer: Viewer) => formOf('free', viewer) === 'plain'

export const showName = (viewer: Viewer, name: string) => show('name', viewer, name) ?? ''
export const showPhone = (viewer: Viewer, phone: string) => show('phone', viewer, phone) ?? ''

/**
 * The answers of an order form, masked or left out as this viewer's rights demand. An own field is personal
 * unless its template says that it identifies nobody.
 */
export function showForm(
  viewer: Viewer,
  form: Record<string, string>,
  template: readonly FormField[],
): Record<string, string> {
  const shown: Record<string, string> = {}
  const plain = plainKeys(template)
  for (const [key, answer] of Object.entries(form)) {
    const field = isOwn(key) && !plain.has(key) ? 'free' : FORM[key]
    const text = field ? show(field, viewer, answer) : answer
    if (text !== undefined) shown[key] = text
  }
  return shown
}
