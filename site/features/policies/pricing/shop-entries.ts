import type { Entry } from '../matrix/entry.ts'

/** The cells of one shop while they are edited. */
export type ShopEntries = { retailId: string; entries: readonly Entry[] }
type Both = { entries: readonly Entry[]; ofShops: readonly ShopEntries[] }

/** The cells of a shop, or those of every shop. */
export const entriesFor = ({ entries, ofShops }: Both, retailId: string | null) =>
  retailId === null
    ? entries
    : (ofShops.find((shop) => shop.retailId === retailId)?.entries ?? NO_ENTRIES)

// The same list each time: what is computed from it is kept.
const NO_ENTRIES: readonly Entry[] = []

/** The draft with other cells of a shop, or of every shop. A shop without cells is not listed. */
export function withEntries<D extends Both>(
  draft: D,
  retailId: string | null,
  entries: readonly Entry[],
): D {
  if (retailId === null) return { ...draft, entries }
  const others = draft.ofShops.filter((shop) => shop.retailId !== retailId)
  return {
    ...draft,
    ofShops: entries.length > 0 ? [...others, { retailId, entries }] : others,
  }
}
