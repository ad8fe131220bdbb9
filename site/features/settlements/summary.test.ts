import { describe, expect, test } from 'vitest'
import type { SummaryRow } from '#api/settlements/contract.ts'
import { branches, byDueDay, rowsOf, stateOf, stateSums, sumOf } from './summary.ts'

const company = (id: string) => ({ id, name: id })
const row = (
  payer: string,
  payee: string,
  won: number,
  more: Partial<SummaryRow> = {},
): SummaryRow => ({
  payer: company(payer),
  payee: company(payee),
  orders: 1,
  orderWon: won,
  simWon: 0,
  otherWon: 0,
  totalWon: won,
  dueOn: '2026-12-31',
  byStatus: { eligible: { orders: 1, lines: 1, won } },
  ...more,
})
const rows = [
  row('hq', 'a', 400),
  row('hq', 'b', 500),
  row('a', 'r1', 100),
  row('a', 'r2', 200),
  row('b', 'r3', 450),
]

describe('directions', () => {
  test('HQ sees its own payments apart from its agencies’', () => {
    const own = { id: 'hq', tier: 'hq' } as const
    expect(rowsOf({ rows }, 'hq_agency', own).map(({ payee }) => payee.id)).toEqual(['a', 'b'])
    expect(rowsOf({ rows }, 'agency_retail', own)).toHaveLength(3)
  })
  test('an agency receives from HQ and pays its shops', () => {
    const own = { id: 'a', tier: 'agency' } as const
    const seen = rows.filter(({ payer, payee }) => payer.id === 'a' || payee.id === 'a')
    expect(rowsOf({ rows: seen }, 'hq_agency', own).map(({ payee }) => payee.id)).toEqual(['a'])
    expect(rowsOf({ rows: seen }, 'agency_retail', own)).toHaveLength(2)
  })
})

test('the rows below a company, its own margin included, add up to it', () => {
  for (const { row: parent, shops, margin } of branches(rows.slice(0, 2), rows)) {
    const below = sumOf([...shops, ...(margin ? [margin] : [])])
    expect(below.totalWon).toBe(parent.totalWon)
    expect(below.orderWon).toBe(parent.orderWon)
  }
})

describe('states', () => {
  const mixed = row('hq', 'a', 900, {
    dueOn: '2026-11-30',
    byStatus: {
      approved: { orders: 2, lines: 2, won: 600 },
      paid: { orders: 1, lines: 1, won: 300 },
    },
  })
  test('an approved line past its day is overdue and counted once', () => {
    const late = stateSums([mixed], '2026-12-01')
    expect([late.approved.won, late.overdue.won, late.paid.won]).toEqual([0, 600, 300])
    expect(stateSums([mixed], '2026-11-30').approved.won).toBe(600)
  })
  test('a row shows the state that needs action first', () => {
    expect(stateOf(mixed, '2026-11-01')).toEqual({ is: 'approved', others: 1 })
    expect(stateOf(mixed, '2026-12-01')).toEqual({ is: 'overdue', others: 1 })
  })
})

test('payments are listed by day, those without a day last', () => {
  const days = byDueDay([row('hq', 'c', 1, { dueOn: null }), ...rows], '2026-11-01')
  expect(days.map(({ dueOn, companies }) => [dueOn, companies])).toEqual([
    ['2026-12-31', 5],
    [null, 1],
  ])
})
