import { expect, test } from 'vitest'
import { memo } from '../platform/memo.ts'
import { finished, KEY_CHARACTERS_MAX, watched } from './finished-answers.ts'

// Who asks chooses the keys: with a new address or body each time they must not fill the memory.

const KEYS = 20_000
const key = (nth: number) => String(nth).padEnd(KEY_CHARACTERS_MAX, '.')

/** Characters of the keys that are still held, the newest first: each reading counts as a use. */
function charactersOf(map: { get(key: string): unknown }): number {
  let characters = 0
  for (let nth = KEYS; nth-- > 0; )
    if (map.get(key(nth)) !== undefined) characters += KEY_CHARACTERS_MAX
  return characters
}

test('the keys of kept answers count as their bytes do', () => {
  const answers = finished({ memo: memo() })
  const bytes = new Uint8Array(10)
  for (let nth = 0; nth < KEYS; nth++)
    answers.set(key(nth), { version: '', untilMs: 0, bytes, headers: {} })
  expect(answers.get(key(KEYS - 1))).toBeDefined()
  // With any character beyond Latin-1 in it, a key takes two bytes for each.
  expect(2 * charactersOf(answers)).toBeLessThan(32_000_000)
})

test('so do those of watched addresses', () => {
  const addresses = watched({ memo: memo() })
  const actor = { userId: '', companyId: '' }
  for (let nth = 0; nth < KEYS; nth++) addresses.set(key(nth), { namespaces: [], actor, route: '' })
  expect(addresses.get(key(KEYS - 1))).toBeDefined()
  expect(charactersOf(addresses)).toBeLessThan(24_000_000)
})
