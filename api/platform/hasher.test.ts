import { readdirSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { afterAll, describe, expect, test } from 'vitest'
import { directHasher } from './hasher-direct.ts'
import { nodeHasher } from './hasher-node.ts'
import type { Hasher } from './platform.ts'

const NICE = 12
const bytesOf = (text: string) => new TextEncoder().encode(text)
const hex = (bytes: Uint8Array) => bytes.toHex()
/** Cheap enough for a thousand calls. */
const CHEAP = { n: 16, r: 1, p: 1 }
const cheap = (hasher: Hasher, password: string) =>
  hasher.derive(bytesOf(password), bytesOf('salt'), CHEAP, 16)

const threaded = nodeHasher({ threads: 2, nice: NICE })
afterAll(() => threaded.close())
const hashers: [string, Hasher][] = [
  ['threads', threaded],
  ['direct', directHasher()],
]

describe.each(hashers)('%s', (_, hasher) => {
  // RFC 7914, section 12.
  test.each([
    [
      'password',
      'NaCl',
      { n: 1024, r: 8, p: 16 },
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
    ],
    [
      'pleaseletmein',
      'SodiumChloride',
      { n: 16_384, r: 8, p: 1 },
      '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
    ],
  ])('scrypt of %s agrees with the standard', async (password, salt, cost, expected) => {
    expect(hex(await hasher.derive(bytesOf(password), bytesOf(salt), cost, 64))).toBe(expected)
  })

  test('a thousand jobs at once each get their own result', async () => {
    const passwords = Array.from({ length: 1_000 }, (_, n) => `비밀 ${n}`)
    const keys = await Promise.all(passwords.map((password) => cheap(hasher, password)))
    expect(new Set(keys.map(hex)).size).toBe(1_000)
    expect(hex(keys[500] ?? new Uint8Array())).toBe(hex(await cheap(directHasher(), '비밀 500')))
  })

  test('an impossible cost fails only its own job', async () => {
    const impossible = hasher.derive(bytesOf('x'), bytesOf('x'), { n: 3, r: 1, p: 1 }, 16)
    const neighbours = Array.from({ length: 10 }, (_, n) => cheap(hasher, `${n}`))
    await expect(impossible).rejects.toThrow()
    expect(await Promise.all(neighbours)).toHaveLength(10)
    expect(await cheap(hasher, 'again')).toHaveLength(16)
  })
})

describe('threads', () => {
  test('first come, first served', async () => {
    const hasher = nodeHasher({ threads: 1 })
    const done: number[] = []
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => cheap(hasher, `${n}`).then(() => done.push(n))),
    )
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    await hasher.close()
  })

  test('jobs beyond the queue are refused at once, the others run', async () => {
    const hasher = nodeHasher({ threads: 1, waitingMax: 3 })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, (_, n) => cheap(hasher, `${n}`)),
    )
    // One runs and three wait.
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...Array(4).fill('fulfilled'),
      ...Array(2).fill('rejected'),
    ])
    expect(outcomes[5]).toMatchObject({ reason: { code: 'busy' } })
    await hasher.close()
  })

  test('closing refuses waiting and later jobs, and may be repeated', async () => {
    const hasher = nodeHasher({ threads: 1 })
    const waiting = Array.from({ length: 5 }, (_, n) => cheap(hasher, `${n}`))
    const settled = Promise.allSettled([...waiting])
    await Promise.all([hasher.close(), hasher.close()])
    for (const outcome of await settled) expect(outcome).toMatchObject({ reason: { code: 'busy' } })
    await expect(cheap(hasher, 'late')).rejects.toMatchObject({ code: 'busy' })
  })

  test.skipIf(process.platform !== 'linux')(
    'have a lower priority than threads that answer requests, and only they do',
    async () => {
      const before = getPriority()
      await cheap(threaded, 'one')
      const nices = readdirSync('/proc/self/task').map(niceOf)
      expect(nices.filter((nice) => nice === NICE).length).toBeGreaterThan(0)
      expect(getPriority()).toBe(before)
      expect(niceOf(String(process.pid))).toBe(before)
    },
  )
})

/** The kernel's value: the 19th field of `stat`; the second field may contain spaces. */
function niceOf(thread: string): number {
  const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16])
}
