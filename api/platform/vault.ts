import type { Key } from './key-ring.ts'
import type { Vault } from './platform.ts'

const NONCE_BYTES = 12
const encoder = new TextEncoder()

/**
 * AES-256-GCM with a fresh nonce per text. The first key seals and every key opens, so a new key in front
 * rotates it. The key's name is authenticated with the text.
 */
export function aesVault(keys: readonly Key[]): Vault {
  const [newest] = keys
  if (!newest) throw new Error('The vault has no key: set VAULT_KEYS.')
  const imported = new Map<string, Promise<CryptoKey>>()

  const keyOf = (key: Key) => {
    const ready =
      imported.get(key.id) ??
      crypto.subtle.importKey('raw', key.secret, 'AES-GCM', false, ['encrypt', 'decrypt'])
    imported.set(key.id, ready)
    return ready
  }
  const algorithm = (keyId: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: 'AES-GCM',
    iv,
    additionalData: encoder.encode(keyId),
  })

  return {
    seal: async (plain) => {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
      const secret = await crypto.subtle.encrypt(
        algorithm(newest.id, nonce),
        await keyOf(newest),
        encoder.encode(plain),
      )
      const box = new Uint8Array([...nonce, ...new Uint8Array(secret)])
      return { keyId: newest.id, sealed: btoa(String.fromCharCode(...box)) }
    },

    open: async ({ keyId, sealed }) => {
      const key = keys.find((known) => known.id === keyId)
      if (!key) throw new Error(`The vault has no key ${keyId}: put it back into VAULT_KEYS.`)
      const box = Uint8Array.from(atob(sealed), (character) => character.charCodeAt(0))
      const plain = await crypto.subtle.decrypt(
        algorithm(keyId, box.slice(0, NONCE_BYTES)),
        await keyOf(key),
        box.slice(NONCE_BYTES),
      )
      return new TextDecoder().decode(plain)
    },
  }
}
