import { useEffect, useState } from 'preact/hooks'
import type { OrderItem, OrderPage } from '#api/orders/contract.ts'
import { type Query, search } from '../../lib/client.ts'
import { type Resource, useResource } from '../../lib/resource.ts'
import { mergePage, type Page, pageOf, type Reading } from './page-merge.ts'

type Held = { key: string; data: OrderPage; page: Page<OrderItem> }

export type OrderList = {
  page: Page<OrderItem> | undefined
  nextCursor: string | null
  loading: Resource<OrderPage>
  /** Takes the rows as they are now: new ones in, those that left out. */
  renew: () => void
}

/** A page of orders that follows live changes without moving what is being read. */
export function useOrders(query: Query, reading: Reading): OrderList {
  const key = search({ ...query, order: reading })
  const loading = useResource<OrderPage>('/orders', {
    query: { ...query, order: reading },
    live: ['order.*'],
  })
  const { data } = loading
  const [held, setHeld] = useState<Held | undefined>(undefined)
  useEffect(() => {
    if (!data) return
    setHeld((before) => {
      if (before?.data === data) return before
      const follows = before?.key === key
      return {
        key,
        data,
        page: follows ? mergePage(before.page.rows, data.items, reading) : pageOf(data.items),
      }
    })
  }, [data, key, reading])
  return {
    page: held?.page,
    nextCursor: held?.data.nextCursor ?? null,
    loading,
    renew: () => data && setHeld({ key, data, page: pageOf(data.items) }),
  }
}
