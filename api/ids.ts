/**
 * A UUIDv7: 48 bits of milliseconds, 12 that count within one, then random. Sorting ids sorts by time
 * and, of one process and millisecond, by the order in which they were made; so a list pages by id
 * alone. `at` lets seeds and imports place a record at its own time.
 */
export function newId(at: Date): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10))
  const b = (i: number) => HEX[bytes[i] ?? 0] ?? '00'
  const millis = at.getTime()
  // A new millisecond begins in the lower half, which leaves room to count; it wraps beyond 2,048.
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

// Only the order within a millisecond rests on these; that ids differ rests on 62 random bits.
let lastMillis = 0
let counted = 0

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** The least id that a record made at `at` or later can have; for half-open time ranges over ids. */
export function firstIdAt(at: Date): string {
  const head = at.getTime().toString(16).padStart(12, '0')
  return `${head.slice(0, 8)}-${head.slice(8)}-7000-8000-000000000000`
}
