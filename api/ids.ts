/**
 * A UUIDv7: 48 bits of milliseconds, a 12-bit counter within the millisecond, then random bits. Ids sort by
 * time and, within one process and millisecond, by order of creation, so a list can page by id alone.
 * Seeds and imports pass the record's own time as `at`.
 */
export function newId(at: Date): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  const b = (i: number) => HEX[bytes[i] ?? 0] ?? '00'
  const millis = at.getTime()
  // A new millisecond starts the counter in the lower half, which leaves room; it wraps after 2,048 ids.
  counted =
    millis === lastMillis
      ? (counted + 1) & 0xfff
      : (((bytes[8] ?? 0) << 3) | ((bytes[9] ?? 0) >> 5)) & 0x7ff
  lastMillis = millis
  const head = millis.toString(16).padStart(12, '0')
  const count = counted.toString(16).padStart(3, '0')
  const variant = HEX[((bytes[0] ?? 0) & 0x3f) | 0x80]
  return `${head.slice(0, 8)}-${head.slice(8)}-7${count}-${variant}${b(1)}-${b(2)}${b(3)}${b(4)}${b(5)}${b(6)}${b(7)}`
}

// These only decide the order within a millisecond; uniqueness depends on the 62 random bits.
let lastMillis = 0
let counted = 0

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** The smallest id of a record created at `at` or later; for half-open time ranges over ids. */
export function firstIdAt(at: Date): string {
  const head = at.getTime().toString(16).padStart(12, '0')
  return `${head.slice(0, 8)}-${head.slice(8)}-7000-8000-000000000000`
}
