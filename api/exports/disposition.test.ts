import { expect, test } from 'vitest'
import { contentDisposition } from './disposition.ts'

test('a Korean name arrives whole, and an old reader gets one it can write', () => {
  const header = contentDisposition('정산내역_20261121_013005.xlsx')
  expect(header).toMatch(/^attachment; filename="export_20261121_013005\.xlsx"; filename\*=UTF-8''/)
  expect(decodeURIComponent(header.split("''")[1] ?? '')).toBe('정산내역_20261121_013005.xlsx')
})

test('nothing in a name ends the header or adds another', () => {
  const header = contentDisposition('a"; x="b\\\r\nSet-Cookie: c (1)*\'.xlsx')
  expect(header).not.toMatch(/[\r\n]/)
  expect(header.match(/"/g)).toHaveLength(2)
  expect(header.split("filename*=UTF-8''")[1]).not.toMatch(/["'()*;\s]/)
})
