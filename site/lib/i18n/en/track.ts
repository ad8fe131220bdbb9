import type { Translated } from '../catalogue.ts'
import type { track as ko } from '../ko/track.ts'

export const track: Translated<typeof ko> = {
  page_title: 'Track an order · Maru',
  title: 'Track an order',
  lead: 'Enter your order number and the last 4 digits of your phone to see how far the activation is.',
  order_no: 'Order number',
  order_hint: 'The shop gave it to you, for example SK-261129-48392017.',
  last_four: 'Last 4 digits of your phone',
  submit: 'Track',
  other_language: '한국어',
  need_order: 'Enter the order number.',
  need_four: 'Enter 4 digits.',
  not_found: 'The order number or the 4 digits are not right.',
  stopped: 'This order is not going ahead. Please ask your shop.',
  wait: 'Too many look-ups. You can try again in {wait}.',
  failed: 'It cannot be looked up right now. Try again in a moment.',
  step_pending: 'Received',
  step_approved: 'Approved',
  step_shipped: 'Shipped',
  step_completed: 'Activated',
  ask_shop: 'Please ask your shop if you have questions.',
  shop: 'Shop',
  shop_call: 'Call {phone}',
  parcel: 'Courier',
  parcel_number: 'Tracking number',
  parcel_page: 'Track it at the courier',
  needs_script:
    'Turn on JavaScript in your browser to see the result. If you cannot, tell the shop your order number and they will look it up.',
}
