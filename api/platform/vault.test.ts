import { describe, expect, test } from 'vitest'
import { aesVault } from './vault.ts'

const key = (id: string, byte: number) => ({ id, secret: new Uint8Array(32).fill(byte) })
const account = '국민 123456-78-901234'

describe('the vault', () => {
  test.each(['', account, 'x'.repeat(10_000)])('opens what it sealed', async (plain) => {
    const vault = aesVault([key('v1', 1)])
    expect(await vault.open(await vault.seal(plain))).toBe(plain)
  })

  test('seals the same text differently every time, and does not show it', async () => {
    const vault = aesVault([key('v1', 1)])
    const boxes = await Promise.all(Array.from({ length: 50 }, () => vault.seal(account)))
    expect(new Set(boxes.map((box) => box.sealed)).size).toBe(50)
    for (const { sealed } of boxes) expect(atob(sealed)).not.toContain('123456')
  })

  test('after a rotation new texts use the new key, old ones still open', async () => {
    const before = aesVault([key('v1', 1)])
    const old = await before.seal(account)
    const after = aesVault([key('v2', 2), key('v1', 1)])
    expect(await after.open(old)).toBe(account)
    expect((await after.seal(account)).keyId).toBe('v2')
  })

  test('one changed character, or another key’s name, opens nothing', async () => {
    const vault = aesVault([key('v1', 1), key('v2', 1)])
    const { keyId, sealed } = await vault.seal(account)
    for (const at of [0, 20, sealed.length - 5]) {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
      await expect(vault.open({ keyId, sealed: changed })).rejects.toThrow()
    }
    await expect(vault.open({ keyId: 'v2', sealed })).rejects.toThrow()
    await expect(vault.open({ keyId, sealed: '' })).rejects.toThrow()
  })

  test('an unknown key is named in the error, and a vault needs a key', async () => {
    const { sealed } = await aesVault([key('v1', 1)]).seal(account)
    const other = aesVault([key('v2', 2)])
    await expect(other.open({ keyId: 'v1', sealed })).rejects.toThrow('no key v1')
    expect(() => aesVault([])).toThrow('VAULT_KEYS')
  })
})
