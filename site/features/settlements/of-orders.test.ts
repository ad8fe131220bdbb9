import { expect, test } from 'vitest'
import type { SettlementLine } from '#api/settlements/contract.ts'
import { ofOrders } from './of-orders.ts'

const company = { id: 'r', name: '판매점' }
const line = (id: string, more: Partial<SettlementLine>): SettlementLine => ({
  id,
  orderId: 'o1',
  orderNumber: 'SK-261129-48392017',
  payer: company,
  payee: company,
  source: 'order',
  status: 'eligible',
  overdue: false,
  amountWon: 300_000,
  dueOn: '2026-12-31',
  eligibleAt: '2026-11-20T00:00:00.000Z',
  month: '2026-11',
  version: 1,
  ...more,
})

test('an order appears once with the sum of its lines, wherever they are in the page', () => {
  const rows = ofOrders([
    line('1', {}),
    line('2', { orderId: 'o2' }),
    line('3', { source: 'sim', amountWon: 7_700 }),
  ])
  expect(rows.map(({ id, amountWon, parts }) => [id, amountWon, parts?.length])).toEqual([
    ['1', 307_700, 2],
    ['2', 300_000, undefined],
  ])
})

test('lines that differ in state or day, or belong to no order, stay apart', () => {
  const lines = [
    line('1', {}),
    line('2', { status: 'paid' }),
    line('3', { dueOn: null }),
    line('4', { orderId: null }),
    line('5', { orderId: null }),
  ]
  expect(ofOrders(lines)).toEqual(lines)
})
