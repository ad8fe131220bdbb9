import { useEffect, useState } from 'preact/hooks'
import type { OrderItem, OrderPage } from '#api/orders/contract.ts'
import { addressOf } from '../../lib/address.ts'
import type { QueryOf } from '../../lib/api-types.ts'
import { type Resource, useAnswer } from '../../lib/resource.ts'
import { mergePage, type Page, pageOf, type Reading } from './page-merge.ts'

type Filter = Omit<QueryOf<'/orders'>, 'order'>
type Held = { key: string; data: OrderPage; page: Page<OrderItem> }

export type LiveOrderPage = {
  page: Page<OrderItem> | undefined
  nextCursor: string | null
  loading: Resource<OrderPage>
  /** Shows the current rows: adds new ones and drops those that left. */
  renew: () => void
}

/** A page of orders that follows live changes without moving rows on screen. Without a query there is none. */
export function useOrders(query: Filter | undefined, reading: Reading): LiveOrderPage {
  const address = query && addressOf('/orders', { query: { ...query, order: reading } })
  const key = address ?? ''
  const loading = useAnswer(address)
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
        page: follows
          ? mergePage(before.page.rows, data.items, reading, data.nextCursor === null)
          : pageOf(data.items),
      }
    })
  }, [data, key, reading])
  // Rows of another filter or page must not appear under this one.
  const current = held?.key === key ? held : undefined
  return {
    page: current?.page,
    nextCursor: current?.data.nextCursor ?? null,
    loading,
    renew: () => data && setHeld({ key, data, page: pageOf(data.items) }),
  }
}
