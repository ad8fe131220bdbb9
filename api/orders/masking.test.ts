import { expect, test } from 'vitest'
import type { Viewer } from '../access/disclosure.ts'
import { showForm, showName, showPhone, viewerOf } from './masking.ts'

const form = {
  birth_date: '1990-04-05',
  customer_address: '강원특별자치도 강릉시 중앙로 1 101호',
  imei: '490154203237518',
  memo: '오후 연락',
  device_model: '갤럭시 S26',
}

test.each<[Viewer, object]>([
  [
    'owner',
    {
      name: '홍길동',
      phone: '01012345678',
      birth_date: '90****',
      customer_address: form.customer_address,
      imei: form.imei,
      memo: form.memo,
    },
  ],
  [
    'agency',
    {
      name: '홍*동',
      phone: '010-****-5678',
      birth_date: undefined,
      customer_address: '강원특별자치도 강릉시',
      imei: '*********237518',
      memo: undefined,
    },
  ],
  [
    'hq_working',
    {
      name: '홍길동',
      phone: '01012345678',
      birth_date: '90****',
      customer_address: form.customer_address,
      imei: form.imei,
      memo: form.memo,
    },
  ],
  [
    'hq',
    {
      name: '홍*동',
      phone: '010-****-5678',
      birth_date: undefined,
      customer_address: '강원특별자치도 강릉시',
      imei: form.imei,
      memo: undefined,
    },
  ],
])('D.5: what %s sees', (viewer, expected) => {
  const shown = showForm(viewer, form, [])
  expect({
    name: showName(viewer, '홍길동'),
    phone: showPhone(viewer, '01012345678'),
    birth_date: shown.birth_date,
    customer_address: shown.customer_address,
    imei: shown.imei,
    memo: shown.memo,
  }).toEqual(expected)
  expect(shown.device_model).toBe(form.device_model)
})

test('HQ sees a person plainly only while the order is open', () => {
  expect(viewerOf('hq', 'shipped')).toBe('hq_working')
  for (const status of ['completed', 'rejected', 'cancelled'] as const)
    expect(viewerOf('hq', status)).toBe('hq')
})
