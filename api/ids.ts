/**
 * A UUIDv7: 48 bits of milliseconds, then random. Sorting ids sorts by time, so a list pages by id
 * alone; `at` lets seeds and imports place a record at its own time.
 */
export function newId(at: Date): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = HEX
  const millis = at.getTime()
  const head = millis.toString(16).padStart(12, '0')
  const b = (i: number) => hex[bytes[i] ?? 0] ?? '00'
  const version = hex[((bytes[6] ?? 0) & 0x0f) | 0x70]
  const variant = hex[((bytes[8] ?? 0) & 0x3f) | 0x80]
  return `${head.slice(0, 8)}-${head.slice(8)}-${version}${b(7)}-${variant}${b(9)}-${b(10)}${b(11)}${b(12)}${b(13)}${b(14)}${b(15)}`
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** The least id that a record made at `at` or later can have; for half-open time ranges over ids. */
export function firstIdAt(at: Date): string {
  const head = at.getTime().toString(16).padStart(12, '0')
  return `${head.slice(0, 8)}-${head.slice(8)}-7000-8000-000000000000`
}
