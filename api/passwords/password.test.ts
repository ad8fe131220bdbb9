import { expect, test } from 'vitest'
import { directHasher } from '../platform/hasher-direct.ts'
import { hashPassword, isPassword, NOBODYS_HASH, needsRehash } from './password.ts'

const ctx = { hasher: directHasher() }

test('a hash accepts only its own password, and names its cost', async () => {
  const stored = await hashPassword(ctx, '마루 비밀 1!')
  expect(stored).toMatch(/^scrypt\$16384\$8\$5\$[\w-]{22}\$[\w-]{43}$/)
  expect(await isPassword(ctx, '마루 비밀 1!', stored)).toBe(true)
  expect(await isPassword(ctx, '마루 비밀 1! ', stored)).toBe(false)
  expect(needsRehash(stored)).toBe(false)
})

test('two hashes of one password have nothing in common', async () => {
  const [one, two] = await Promise.all([hashPassword(ctx, 'same'), hashPassword(ctx, 'same')])
  expect(one).not.toBe(two)
})

test('Hangul in decomposed form is the same password', async () => {
  const stored = await hashPassword(ctx, '비밀'.normalize('NFC'))
  expect(await isPassword(ctx, '비밀'.normalize('NFD'), stored)).toBe(true)
})

test('the test vector of RFC 7914 is a valid hash of another cost', async () => {
  // scrypt("pleaseletmein", "SodiumChloride", N 16384, r 8, p 1), the first 32 bytes.
  const stored = 'scrypt$16384$8$1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046_2o-7qQT44-qbVD9lRdofI'
  expect(needsRehash(stored)).toBe(true)
  expect(await isPassword(ctx, 'pleaseletmein', stored)).toBe(true)
  expect(await isPassword(ctx, 'pleaseletmeout', stored)).toBe(false)
})

test("the hash for unknown users matches no password and has today's cost", async () => {
  expect(await isPassword(ctx, '', NOBODYS_HASH)).toBe(false)
  expect(needsRehash(NOBODYS_HASH)).toBe(false)
})

test('a malformed hash throws; it never matches', async () => {
  for (const stored of ['', 'plain', 'scrypt$16384$8$5$salt$', 'bcrypt$1$2$3$a$b'])
    await expect(isPassword(ctx, 'x', stored)).rejects.toThrow('not readable')
})
