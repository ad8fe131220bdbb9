import type { OrderStatus, Tier } from '#db/words.ts'
import { lastSix, maskAddress, maskBirth, maskName, maskPhone } from '../access/masking.ts'

/** Who looks, in the words of `domain.md` D.5. HQ works on an order only while it is open. */
export type Viewer = 'owner' | 'agency' | 'hq_working' | 'hq'

export const viewerOf = (tier: Tier, status: OrderStatus): Viewer =>
  tier === 'retail'
    ? 'owner'
    : tier === 'agency'
      ? 'agency'
      : status === 'pending' || status === 'approved' || status === 'shipped'
        ? 'hq_working'
        : 'hq'

type Form = 'name' | 'phone' | 'birth' | 'address' | 'serial' | 'free'
type Show = (text: string) => string | undefined
const plain: Show = (text) => text
const hidden: Show = () => undefined

/** The table of D.5, cell by cell. `undefined` leaves the field out. */
const SHOW: Record<Form, Record<Viewer, Show>> = {
  name: { owner: plain, agency: maskName, hq_working: plain, hq: maskName },
  phone: { owner: plain, agency: maskPhone, hq_working: plain, hq: maskPhone },
  birth: { owner: maskBirth, agency: hidden, hq_working: maskBirth, hq: hidden },
  address: { owner: plain, agency: maskAddress, hq_working: plain, hq: maskAddress },
  serial: { owner: plain, agency: lastSix, hq_working: plain, hq: plain },
  free: { owner: plain, agency: hidden, hq_working: plain, hq: hidden },
}

/** Which row of the table a form field belongs to; what is named nowhere identifies nobody. */
const FORM: Record<string, Form> = {
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
}

export const showName = (viewer: Viewer, name: string) => SHOW.name[viewer](name) ?? ''
export const showPhone = (viewer: Viewer, phone: string) => SHOW.phone[viewer](phone) ?? ''

/** The answers of an order form as this viewer may see them. */
export function showForm(viewer: Viewer, form: Record<string, string>): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const [key, answer] of Object.entries(form)) {
    const kind = FORM[key]
    const text = kind ? SHOW[kind][viewer](answer) : answer
    if (text !== undefined) shown[key] = text
  }
  return shown
}
