import type { CellCarrier } from '#db/words.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Money } from '../../../ui/Money.tsx'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import { bandName, contractName } from '../bands.ts'
import { markOf } from './RatesGrid.tsx'
import { type Amounts, keyOf } from './rates.ts'
import type { Rates } from './use-rates.ts'

export type Props = {
  rates: Rates
  shape: { carrier: CellCarrier; bandsWon: readonly number[]; months: readonly number[] }
  readOnly: boolean
  onCells: (cells: Amounts) => void
}

/** The matrix on a phone: a list of bands with a field per contract. */
export function BandList({ rates, shape, readOnly, onCells }: Props) {
  const { draft } = rates
  const { carrier, bandsWon, months } = shape
  const set = (key: string, won: number | undefined) => {
    const cells = new Map(draft.cells)
    if (won === undefined) cells.delete(key)
    else cells.set(key, won)
    onCells(cells)
  }
  return (
    <ul class="band-list">
      {bandsWon.map((bandWon) => (
        <li key={bandWon}>
          <h2 class="n">{bandName(bandWon)}</h2>
          {months.map((one) => {
            const key = keyOf({ carrier, bandWon, months: one })
            const mark = markOf(key, rates)
            const label = t('pricing.phone_cell', { months: contractName(one) })
            if (mark.locked || readOnly)
              return (
                <p key={one} class="flex justify-between">
                  <span class="muted">{contractName(one)}</span>
                  {draft.cells.has(key) ? (
                    <Money won={draft.cells.get(key)} unit />
                  ) : (
                    <span class="subtle n">{mark.empty}</span>
                  )}
                </p>
              )
            return (
              <MoneyInput
                key={one}
                label={label}
                help={
                  draft.cells.has(key) ? mark.below : `${mark.empty ?? ''} · ${mark.below ?? ''}`
                }
                error={mark.problem}
                effect={mark.below}
                value={draft.cells.get(key)}
                onValue={(won) => set(key, won)}
              />
            )
          })}
        </li>
      ))}
    </ul>
  )
}
