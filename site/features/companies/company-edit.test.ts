import { expect, test } from 'vitest'
import type { CompanyDetail } from '#api/companies/contract.ts'
import { changesOf, draftOf, NOTHING, problemsOf, rebased, sentOf } from './company-edit.ts'

const company = (more: Partial<CompanyDetail> = {}): CompanyDetail => ({
  id: 'c',
  code: 'AG-260831-0001',
  name: '동해통신',
  tier: 'agency',
  parentId: 'h',
  parentName: '새봄모바일',
  active: true,
  state: 'active',
  phone: '033-000-0200',
  businessNumber: '124-81-00998',
  address: null,
  closedBecause: null,
  version: 3,
  createdAt: '2026-08-31T00:00:00.000Z',
  ancestors: [],
  sharesBusinessNumber: false,
  actions: ['edit'],
  editable: ['name', 'businessNumber', 'phone', 'address'],
  ...more,
})

test('only changed fields are sent, emptied ones as null', () => {
  const draft = draftOf(company())
  expect(changesOf(company(), draft)).toEqual({ version: 3 })
  expect(changesOf(company(), { ...draft, phone: '', address: '강릉시 중앙로 1' })).toEqual({
    version: 3,
    phone: null,
    address: '강릉시 중앙로 1',
  })
})

test('a draft is sent grouped and trimmed', () => {
  expect(sentOf({ ...NOTHING, name: ' 새 점 ', businessNumber: '1248100998' })).toEqual({
    name: '새 점',
    businessNumber: '124-81-00998',
    phone: null,
    address: null,
  })
})

test('errors are found before sending', () => {
  expect(problemsOf({ ...NOTHING, name: '점', businessNumber: '1248100998' })).toEqual({})
  expect(problemsOf({ ...NOTHING, businessNumber: '1248100999', phone: '12' })).toEqual({
    name: 'missing',
    businessNumber: 'wrong',
    phone: 'wrong',
  })
})

test('stored values are not validated again', () => {
  const before = { ...NOTHING, name: '점', businessNumber: '0000000001' }
  expect(problemsOf({ ...before, address: '강릉시' }, before)).toEqual({})
})

test('typed fields outlive another person’s change; untouched fields follow it', () => {
  const typed = { ...draftOf(company()), phone: '033-111-2222' }
  const now = company({ version: 4, name: '동해모바일', phone: '033-999-9999' })
  const { draft, overtaken } = rebased(company(), typed, now)
  expect(draft).toEqual({ ...draftOf(now), phone: '033-111-2222' })
  expect(overtaken).toEqual(['name', 'phone'])
  expect(changesOf(now, draft)).toEqual({ version: 4, phone: '033-111-2222' })
})
