import type { Translated } from '../catalogue.ts'
import type { guide as ko } from '../ko/guide.ts'

export const guide: Translated<typeof ko> = {
  title: 'Four steps to the first order',
  text: 'You can leave and go on later. Finished steps are marked by themselves.',
  now: 'Now',
  hide: 'Hide the guide',
  show: 'Show the guide to a first order',
  'step.catalog': 'Plans & devices',
  'step.catalog_text':
    'Add carriers, plans and devices. Policies and order forms choose from them.',
  'step.catalog_do': 'Go to plans & devices',
  'step.catalog_done': '{plans} plans · {devices} devices',
  'step.agency': 'Invite an agency',
  'step.agency_text': 'Send a link: the agency joins and invites its shops.',
  'step.agency_do': 'Invite an agency',
  'step.agency_wait': 'may come before the list',
  'step.agency_done': '{agencies} agencies · {shops} shops',
  'step.policy': 'A policy',
  'step.policy_text': 'Decide what each plan pays, and publish it to agencies.',
  'step.policy_do': 'Make a policy',
  'step.policy_wait': 'after one agency; a draft may come before',
  'step.policy_done': '{policies} policies',
  'step.order': 'The first order',
  'step.order_text': 'A shop places it, you approve it, and the settlement follows.',
  'step.order_do': 'Allocate rebates',
  'step.order_wait': 'after a policy and one shop',
  'step.order_done': 'There are orders',
}
