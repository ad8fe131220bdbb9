import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const PROGRAM = join(import.meta.dirname, 'memory.fixture.ts')
/** V8 leaves garbage before it collects; the bomb alone would be 254 MB, the wide sheet more than 20 GB. */
const MORE_MB_MAX = 60

type Measured = { outcome?: string; rssMb: number }

/** A process with a small heap: what does not fit into it ends the process. */
const inChild = (number: string): Measured =>
  JSON.parse(
    execFileSync(process.execPath, ['--max-old-space-size=48', PROGRAM, number], {
      encoding: 'utf8',
    }),
  )

test.each([
  ['24', 'too_large'],
  ['25', 'xlsx'],
])('reading %s leaves memory flat: %s', (number, outcome) => {
  const idle = inChild('none')
  const read = inChild(number)
  expect(read.outcome).toBe(outcome)
  expect(read.rssMb - idle.rssMb).toBeLessThan(MORE_MB_MAX)
})
