import { beforeAll, expect, test } from 'vitest'
import { HARMLESS_ENDINGS } from '#api/devices/known-device.ts'
import { BOUNDS } from '#api/lockout/bounds.ts'
import { STEPS } from '#api/privacy/erase-personal-data.ts'
import { audit as en } from '../../lib/i18n/en/audit.ts'
import { audit } from '../../lib/i18n/ko/audit.ts'
import { setWords } from '../../lib/i18n/t.ts'
import { factValue } from './values.ts'

beforeAll(() => setWords('ko', { audit }))

/** The subjects of locks at sign-in that the log names. */
const AT_THE_DOOR = ['account', 'device', 'session', 'person', 'address', 'network'] as const

test.each([...AT_THE_DOOR])('what was locked is named by a word: %s', (of) => {
  expect(BOUNDS).toHaveProperty(of)
  expect(factValue('auth.locked', 'of', of)).toBe(audit[`value.${of}`])
  expect(en[`value.${of}`]).not.toBe(of)
})

test.each(Object.keys(STEPS))(
  'each kind that the nightly erasure records has words: %s',
  (kind) => {
    for (const words of [audit, en]) expect(words).toHaveProperty([`erased.${kind}`])
    expect(factValue('privacy.erase', 'kind', kind)).not.toBe(kind)
  },
)

test.each([...HARMLESS_ENDINGS])('the reason why a session ended has words: %s', (why) => {
  expect(factValue('auth.session_revoked', 'because', why)).toMatch(/[가-힣]/)
})
