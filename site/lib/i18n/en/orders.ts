import type { Translated } from '../catalogue.ts'
import type { orders as ko } from '../ko/orders.ts'

export const orders: Translated<typeof ko> = {
  title: 'Orders',
}
