/** Keys in Redis. The prefix allows others to share it; claims and versions never share a key. */
export const cacheKey = {
  claim: (key: string) => `maru:claim:${key}`,
  version: (namespace: string) => `maru:version:${namespace}`,
}

/**
 * How long a version is stored without a bump. A version that was forgotten, evicted or flushed comes back
 * as a token never used before, so this only limits the size of the store; it costs one miss a day.
 */
export const VERSION_SECONDS = 86_400

/** A token never used before: no restart and no flush can bring an old version back. */
export const newVersion = () => crypto.randomUUID()
