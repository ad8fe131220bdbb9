import { CELL_CARRIERS } from '#db/words.ts'
import type { Draft } from './draft.ts'
import type { Entry } from './matrix/entry.ts'

type Grids = Partial<Record<string, readonly (readonly (number | null)[])[]>>

/** A kept draft of shape 1, whose amounts were one grid of bands by months for each carrier. */
export function withEntries({ grids = {}, ...draft }: Draft & { grids?: Grids }): Draft {
  const entries = CELL_CARRIERS.flatMap((carrier): Entry[] =>
    (grids[carrier] ?? []).flatMap((row, r) =>
      row.flatMap((content, c) => {
        const [bandWon, months] = [draft.bandsWon[r], draft.months[c]]
        return content === null || bandWon === undefined || months === undefined
          ? []
          : [{ carrier, bandWon, months, content }]
      }),
    ),
  )
  return { ...draft, entries }
}
