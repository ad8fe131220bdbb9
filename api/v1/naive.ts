const SEOUL_OFFSET_MS = 9 * 3_600_000

/**
 * An instant as v1 has always written it: the local time of Seoul without an offset, with six digits of
 * microseconds unless they are zero, `2026-11-20T12:00:00.120000`.
 */
export function naiveSeoul(at: Date): string {
  const text = new Date(at.getTime() + SEOUL_OFFSET_MS).toISOString().slice(0, -1)
  const [second = '', fraction] = text.split('.')
  return fraction === '000' ? second : `${second}.${fraction}000`
}
