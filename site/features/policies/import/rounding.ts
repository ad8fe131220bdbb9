import type { Sheet } from '#api/sheets/sheet.ts'
import { roundingOf } from '#api/sheets/trade-words.ts'
import type { BandRounding } from '#db/words.ts'

/**
 * The first label of the sheets that counts plans between two bands the other way than the policy does: `79K~94K`
 * begins at its band, and a policy that rounds up would give a plan of 89K the price of the next one.
 */
export function roundedOtherwise(
  sheets: readonly Pick<Sheet, 'rows'>[],
  rounding: BandRounding,
): string | undefined {
  const texts = new Set(
    sheets.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(({ shown }) => shown))),
  )
  return [...texts].find((text) => (roundingOf(text) ?? rounding) !== rounding)
}
