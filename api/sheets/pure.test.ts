import { expect, test } from 'vitest'
import { isPure } from '#tests/house/arrows.ts'
import { readHouse } from '#tests/house/read.ts'

// The browser shows a proposal again with every answer, so what cells mean is read there too.
test.each([
  'amount-cell',
  'price-matrix',
  'price-proposal',
  'record-fields',
  'records',
  'refusal',
  'sheet',
])('the browser may run api/sheets/%s.ts', (name) =>
  expect(isPure(readHouse(), `api/sheets/${name}.ts`)).toBe(true),
)
