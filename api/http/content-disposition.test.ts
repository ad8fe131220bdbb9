import { expect, test } from 'vitest'
import { contentDisposition } from './content-disposition.ts'

test('a Korean name arrives intact, with an ASCII name for old clients', () => {
  const header = contentDisposition('정산내역_20261121_013005.xlsx')
  expect(header).toMatch(/^attachment; filename="export_20261121_013005\.xlsx"; filename\*=UTF-8''/)
  expect(decodeURIComponent(header.split("''")[1] ?? '')).toBe('정산내역_20261121_013005.xlsx')
})

test('no name can end the header or add another', () => {
  const header = contentDisposition('a"; x="b\\\r\nSet-Cookie: c (1)*\'.xlsx')
  expect(header).not.toMatch(/[\r\n]/)
  expect(header.match(/"/g)).toHaveLength(2)
  expect(header.split("filename*=UTF-8''")[1]).not.toMatch(/["'()*;\s]/)
})
