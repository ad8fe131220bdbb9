const SHAPE = /^[A-Za-z0-9][A-Za-z0-9._-]*(\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/
const LENGTH_MAX = 500

/**
 * Keys are made by us: letters, digits and `._-`, in folders. Nothing begins with a dot, so no key
 * climbs out of its folder or meets a temporary file. Anything else is a mistake in our own code.
 */
export function fileKey(key: string): string {
  if (key.length > LENGTH_MAX || !SHAPE.test(key))
    throw new TypeError('A file key may hold letters, digits, ".", "_", "-" and single slashes.')
  return key
}
