import type { Device, Plan } from '#api/catalog/contract.ts'
import type { RateSheet } from '#api/policies/rate-contract.ts'

/** The last rates of this login, so that they can be looked up without a network. */
export type KeptRates = {
  sheet: RateSheet
  plans: readonly Plan[]
  devices: readonly Device[]
  /** The shop's name; a copy of an earlier release has none. */
  shop?: string
}

/** After this time kept amounts are not shown any more. */
const KEPT_MS_MAX = 7 * 86_400_000
const NAME = 'maru-rates'
const STORE = 'kept'

type Stored = { userId: string; key: CryptoKey; iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer }

/**
 * Keeps a copy, encrypted with a key that this browser does not give out. `forget-rates.ts` deletes both. A browser without storage keeps none.
 */
export async function keepRates(userId: string, rates: KeptRates): Promise<void> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(rates))
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, text)
  const stored: Stored = { userId, key, iv, sealed }
  await withStore('readwrite', (store) => store.put(stored, 'rates'))
}

/** The copy of this login; undefined if there is none, if it is another person's or older than seven days. */
export async function keptRates(userId: string, now: number): Promise<KeptRates | undefined> {
  const last = await lastKept(now)
  return last?.userId === userId ? last.rates : undefined
}

/** The copy on this device and whose it is, for a start that reaches nobody who could say who is signed in. */
export async function lastKept(
  now: number,
): Promise<{ userId: string; rates: KeptRates } | undefined> {
  const stored = await withStore<Stored | undefined>('readonly', (store) => store.get('rates'))
  if (!stored) return undefined
  const { userId, key, iv, sealed } = stored
  const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed)
  // Written by `keepRates` of this release or of an earlier one with the same form.
  const rates = JSON.parse(new TextDecoder().decode(text)) as KeptRates
  return now - Date.parse(rates.sheet.at) > KEPT_MS_MAX ? undefined : { userId, rates }
}

function withStore<T>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const opening = indexedDB.open(NAME, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const database = opening.result
    const request = use(database.transaction(STORE, mode).objectStore(STORE))
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.transaction?.addEventListener('complete', () => database.close())
  }
  return promise
}
