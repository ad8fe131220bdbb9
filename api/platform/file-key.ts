const SHAPE = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/
const LENGTH_MAX = 500

/**
 * The product makes all keys: letters, digits and `._-`, in folders. No part begins with a dot, so no key
 * leaves its folder. Any other key is a bug.
 */
export function fileKey(key: string): string {
  if (key.length > LENGTH_MAX || !SHAPE.test(key))
    throw new TypeError('A file key may hold letters, digits, ".", "_", "-" and single slashes.')
  return key
}
