import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { enrolmentOf, newSecret, stepOf } from './totp.ts'

/** The secret of RFC 6238, appendix B: "12345678901234567890". */
const RFC = Secret.fromLatin1('12345678901234567890').base32
const at = (seconds: number) => new Date(seconds * 1000)

describe('the codes of RFC 6238', () => {
  // The table has eight digits; a six-digit app shows the last six.
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('at %i the code is %s', (seconds, code) => {
    expect(stepOf(RFC, code, at(seconds))).toBe(Math.floor(seconds / 30))
  })
})

test('a code is valid in its own half minute and in the two next to it', () => {
  const step = Math.floor(1_234_567_890 / 30)
  const good = (seconds: number) => stepOf(RFC, '005924', at(seconds)) === step
  const [first, last] = [step * 30, step * 30 + 29]
  expect([first - 31, first - 30, last + 30, last + 31].map(good)).toEqual([
    false,
    true,
    true,
    false,
  ])
})

test.each(['', '12345', '1234567', 'abcdef', '00592४'])('%s is no code', (code) => {
  expect(stepOf(RFC, code, at(1_234_567_890))).toBeUndefined()
})

test('an app with the enrolled secret generates codes that we accept', () => {
  const secret = newSecret()
  const { uri, key } = enrolmentOf(secret, 'kim.sales')
  expect(uri).toBe(
    `otpauth://totp/Maru:kim.sales?issuer=Maru&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
  )
  expect(key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
  const app = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) })
  const now = at(1_800_000_000)
  expect(stepOf(secret, app.generate({ timestamp: now.getTime() }), now)).toBe(60_000_000)
  expect(newSecret()).not.toBe(secret)
})
