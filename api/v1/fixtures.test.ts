import { describe, expect, test } from 'vitest'
import { replay } from '#tests/v1-replay.ts'

// The frozen answers of v1. A failure here is a broken contract: programs that nobody can change read these bytes.

const SETS = ['customers']

describe.each(SETS)('%s', (set) => {
  test('every recorded request gets the recorded bytes', async () => {
    for (const { name, recorded, now } of await replay(set)) expect.soft(now, name).toBe(recorded)
  })
})
