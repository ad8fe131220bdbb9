import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderSearchOf } from './order-search.ts'

describe('a search for orders', () => {
  test.each([
    ['SK-261129-48392017', { text: 'SK-261129-48392017', from: '2026-11-29', to: '2026-11-29' }],
    ['sk2611291769', { text: 'SK-261129-1769', from: '2026-11-29', to: '2026-11-29' }],
    ['ＳＫ２６１１２９１７６９', { text: 'SK-261129-1769', from: '2026-11-29', to: '2026-11-29' }],
    ['SK 261129', { text: 'SK-261129', from: '2026-11-29', to: '2026-11-29' }],
    ['SK-2611', { text: 'SK-2611', from: '2026-11-01', to: '2026-11-30' }],
    ['kt26', { text: 'KT-26', from: '2026-01-01', to: '2026-12-31' }],
    ['LG-26113', { text: 'LG-26113', from: '2026-11-30', to: '2026-11-30' }],
  ])('by how the number begins: %s', (typed, head) => {
    expect(orderSearchOf(typed)).toEqual({ head: { ...head, hasCarrier: true } })
  })

  test('without the carrier finds by a whole day and what follows it', () => {
    expect(orderSearchOf('261129-1769')).toEqual({
      head: { text: '261129-1769', from: '2026-11-29', to: '2026-11-29', hasCarrier: false },
    })
  })

  test('of four digits finds ends of numbers and of phones, of more digits only of numbers', () => {
    expect(orderSearchOf('1769')).toEqual({ tail: '1769', phone: '1769' })
    expect(orderSearchOf('48392017')).toEqual({ tail: '48392017' })
  })

  test.each(['176', 'SK', '동해통신', 'ABCD', 'SK-2613', '------', ''])(
    'is refused: %s',
    (typed) => {
      expect(orderSearchOf(typed)).toBeUndefined()
    },
  )

  test('finds every number by each of its beginnings from the year on and by each of its ends', () => {
    const two = (n: number) => String(n).padStart(2, '0')
    const numbers = fc
      .record({
        carrier: fc.constantFrom('SK', 'KT', 'LG'),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 28 }),
        tail: fc.integer({ min: 0, max: 99_999_999 }),
        cut: fc.integer({ min: 4, max: 16 }),
        end: fc.integer({ min: 4, max: 8 }),
      })
      .map((drawn) => ({
        ...drawn,
        plain: `${drawn.carrier}26${two(drawn.month)}${two(drawn.day)}${String(drawn.tail).padStart(8, '0')}`,
      }))
    fc.assert(
      fc.property(numbers, ({ plain, cut, end, month, day }) => {
        const number = `${plain.slice(0, 2)}-${plain.slice(2, 8)}-${plain.slice(8)}`
        const head = orderSearchOf(plain.slice(0, cut))?.head
        expect(number.startsWith(head?.text ?? 'none')).toBe(true)
        const placed = `2026-${two(month)}-${two(day)}`
        expect(head && head.from <= placed && placed <= head.to).toBe(true)
        expect(orderSearchOf(plain.slice(-end))?.tail).toBe(plain.slice(-end))
      }),
    )
  })
})
