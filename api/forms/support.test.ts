import { describe, expect, test } from 'vitest'
import { fieldOf } from './fields.ts'
import { aboveReleaseWon, hasSupport, SUPPORT_FIELDS, supportSumWon } from './support.ts'

describe('subsidies and the release price', () => {
  test.each([
    ['below', '500000', '300000', '1000000', 0],
    ['exactly at', '700000', '300000', '1000000', 0],
    ['one won above', '700000', '300001', '1000000', 1],
    ['without an additional one', '1200000', undefined, '1000000', 200_000],
    ['without a price', '1200000', '1', undefined, 0],
    ['of a price that is no number yet', '1200000', '1', '1백만', 0],
  ])('%s: the excess is named', (_, common, additional, price, above) => {
    const answers = Object.fromEntries(
      Object.entries({
        common_support_won: common,
        additional_support_won: additional,
        release_price_won: price,
      }).filter((pair): pair is [string, string] => pair[1] !== undefined),
    )
    expect(aboveReleaseWon(answers)).toBe(above)
    expect(supportSumWon(answers)).toBe(Number(common) + Number(additional ?? 0))
  })

  test('the annex names fields of the catalogue, and there is one when any is answered', () => {
    for (const key of SUPPORT_FIELDS) expect(fieldOf(key)?.group).toBe('support')
    expect(hasSupport({ memo: 'x', keep_addons: '' })).toBe(false)
    expect(hasSupport({ keep_plan_days: '0' })).toBe(true)
  })
})
