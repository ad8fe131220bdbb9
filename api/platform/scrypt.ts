import { scrypt as derive } from 'node:crypto'

/** Cost N, block size r, parallelisation p, as RFC 7914 names them. */
export type ScryptCost = { n: number; r: number; p: number }

/**
 * A slow hash. The asynchronous form works off the event loop on Node; workerd has the same function
 * behind `nodejs_compat`, which makes this the one `node:` import that the Worker carries.
 */
export const scrypt = (
  password: Uint8Array,
  salt: Uint8Array,
  { n, r, p }: ScryptCost,
  bytes: number,
): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    // The algorithm needs 128·r·(N + p) bytes; Node refuses more than 32 MiB unless told.
    const maxmem = 128 * r * (n + p) + 1_048_576
    derive(password, salt, bytes, { N: n, r, p, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
