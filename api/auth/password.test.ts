import { expect, test } from 'vitest'
import { directHasher } from '../platform/hasher-direct.ts'
import { hashPassword, isPassword, NOBODYS_HASH, needsRehash } from './password.ts'

const ctx = { hasher: directHasher() }

test('a hash knows its own password and no other, and names its cost', async () => {
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

test('Hangul typed in parts is the same password', async () => {
  const stored = await hashPassword(ctx, '비밀'.normalize('NFC'))
  expect(await isPassword(ctx, '비밀'.normalize('NFD'), stored)).toBe(true)
})

test('the test vector of RFC 7914 is a readable hash of another cost', async () => {
  // scrypt("pleaseletmein", "SodiumChloride", N 16384, r 8, p 1), its first 32 bytes.
  const stored = 'scrypt$16384$8$1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046_2o-7qQT44-qbVD9lRdofI'
  expect(needsRehash(stored)).toBe(true)
  expect(await isPassword(ctx, 'pleaseletmein', stored)).toBe(true)
  expect(await isPassword(ctx, 'pleaseletmeout', stored)).toBe(false)
})

test("nobody's hash has no password and today's cost", async () => {
  expect(await isPassword(ctx, '', NOBODYS_HASH)).toBe(false)
  expect(needsRehash(NOBODYS_HASH)).toBe(false)
})

test('what is not a hash is an error, never a yes', async () => {
  for (const stored of ['', 'plain', 'scrypt$16384$8$5$salt$', 'bcrypt$1$2$3$a$b'])
    await expect(isPassword(ctx, 'x', stored)).rejects.toThrow('not readable')
})
