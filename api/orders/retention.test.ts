import { describe, expect, test } from 'vitest'
import { FIELDS } from '../forms/fields.ts'
import { KEPT_ANSWERS, keptAnswers, keptUntil } from './retention.ts'

describe('what an ended order keeps', () => {
  test('identifies nobody: no name, number, address, day, serial or free text', () => {
    const IDENTIFY = ['birth_date', 'customer_address', 'memo', 'imei', 'eid', 'account_holder']
    for (const key of IDENTIFY) expect(KEPT_ANSWERS).not.toContain(key)
    const form = Object.fromEntries(FIELDS.map(({ key }) => [key, 'x']))
    expect(Object.keys(keptAnswers(form, [])).toSorted()).toEqual([...KEPT_ANSWERS].toSorted())
    expect(keptAnswers({ ...form, asked_one_day: 'x' }, [])).not.toHaveProperty('asked_one_day')
  })

  test.each([
    ['refused', undefined, '2026-12-20'],
    ['180 days', { activatedOn: '2026-11-18', maintenanceDays: 180 }, '2027-05-17'],
    ['none', { activatedOn: '2026-11-20', maintenanceDays: 0 }, '2026-12-20'],
  ])('names its customer until no money can be claimed back: %s', (_, line, personUntil) => {
    expect(keptUntil('2026-11-20', line)).toEqual({ answersUntil: '2026-12-20', personUntil })
  })
})
