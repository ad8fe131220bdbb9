import { describe, expect, test } from 'vitest'
import { askedAnswers } from './asked.ts'
import { another, askOf, type Draft, fitted, newDraft, restored, storable } from './draft.ts'

const policy = {
  carrier: 'skt',
  joinType: 'mnp',
  months: [24],
} as Parameters<typeof fitted>[1]
const full: Draft = {
  ...newDraft(),
  policyId: 'p',
  planId: 'l',
  carrier: 'skt',
  joinType: 'mnp',
  contractMonths: 24,
  simType: 'prepaid',
  name: '홍길동',
  phone: '01012345678',
  answers: { birth_date: '1991-03-14', account_number: '110', device_model: '갤럭시', imei: '1' },
  gone: [],
}

describe('what stays on the device', () => {
  test('nothing of a person does', () => {
    const text = storable(full)
    for (const secret of ['홍길동', '01012345678', '1991', '110'])
      expect(text).not.toContain(secret)
    expect(restored(text)?.answers).toEqual({ device_model: '갤럭시' })
  })
  test('which fields have to be typed again is known, through one reload after another', () => {
    const gone = ['name', 'phone', 'birth_date', 'account_number', 'imei']
    const once = restored(storable(full)) ?? newDraft()
    expect(once.gone).toEqual(gone)
    expect(restored(storable({ ...once, name: '홍' }))?.gone.toSorted()).toEqual(gone.toSorted())
    expect(restored('{"key":"k","gone":["홍길동",3]}')?.gone).toEqual([])
  })
  test('the choices and the key come back as they were', () => {
    expect(askOf(restored(storable(full)) ?? newDraft())).toEqual(askOf(full))
    expect(restored(storable(full))?.key).toBe(full.key)
  })
  test.each(['', 'null', '[]', '{"key":3}', '{"simType":"x"}', 'no json'])(
    '%s is no draft',
    (text) => {
      expect(restored(text)).toBeUndefined()
    },
  )
  test('a word that is no longer in the vocabulary is left out', () => {
    expect(restored('{"key":"k","simType":"gone","answers":{"name":"x"}}')).toMatchObject({
      simType: undefined,
      answers: {},
    })
  })
})

test('a policy fills in what it fixes and takes out what it does not offer', () => {
  expect(fitted(newDraft(), policy)).toMatchObject({
    carrier: 'skt',
    joinType: 'mnp',
    contractMonths: 24,
  })
  const other = { ...policy, months: [12, 36] }
  expect(fitted(full, other).contractMonths).toBeUndefined()
  expect(fitted(full, policy)).toBe(full)
})

test('the next order keeps what is sold and forgets to whom', () => {
  const next = another(full)
  expect(next).toMatchObject({ policyId: 'p', joinType: 'mnp', name: '', phone: '', answers: {} })
  expect(next.planId).toBeUndefined()
  expect(next.key).not.toBe(full.key)
})

test('answers to questions that are no longer asked are not sent', () => {
  const form = ['previous_carrier', 'mvno_name', 'memo'].map((key) => ({ key, required: false }))
  const given = { previous_carrier: 'mvno', mvno_name: '알뜰', memo: ' ', imei: '1' }
  const facts = {
    joinType: 'mnp',
    simType: 'prepaid',
    customerType: 'adult',
    supportType: 'none',
    contractMonths: 24,
  } as const
  expect(askedAnswers(form, facts, given)).toEqual({ previous_carrier: 'mvno', mvno_name: '알뜰' })
  expect(askedAnswers(form, { ...facts, joinType: 'new' }, given)).toEqual({})
})
