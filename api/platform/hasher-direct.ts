import { scrypt } from 'node:crypto'
import type { Hasher } from './platform.ts'
import { memoryFor } from './scrypt-memory.ts'

/**
 * Derives in the runtime's own background. For Workers, where no other request shares the time of the
 * isolate; workerd has the function with `nodejs_compat`.
 */
export const directHasher = (): Hasher => ({
  derive: (password, salt, { n, r, p }, bytes) =>
    new Promise((resolve, reject) => {
      const cost = { N: n, r, p, maxmem: memoryFor({ n, r, p }) }
      scrypt(password, salt, bytes, cost, (error, key) => (error ? reject(error) : resolve(key)))
    }),
})
