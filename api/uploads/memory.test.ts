import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PRICED_CELLS_MAX } from '../sheets/read-prices.ts'
import { PRICE_TEXT_COLUMNS } from './uploads.fixture.ts'

const PROGRAM = join(import.meta.dirname, 'memory.fixture.ts')
/** A Worker has 128 MB, of which its code and the bytes of the file take some. */
const HEAP_MB = 96

test('the largest sheet of prices fits into a Worker, with its meaning and its answer', () => {
  const rows = String(Math.floor(PRICED_CELLS_MAX / PRICE_TEXT_COLUMNS) - 1)
  const said = execFileSync(
    process.execPath,
    [`--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=4', PROGRAM, rows],
    { encoding: 'utf8' },
  )
  expect(JSON.parse(said)).toMatchObject({ outcome: 'read' })
})
