import { digits } from '../../lib/format.ts'
import { t } from '../../lib/i18n/t.ts'

/** `99K`: the trade's name of a band of monthly fees. */
export const bandName = (bandWon: number) =>
  bandWon % 1_000 === 0 ? `${bandWon / 1_000}K` : String(bandWon)

export const contractName = (months: number) =>
  months === 0 ? t('words.contract.0') : t('words.contract.months', { n: months })

type Bands = { rounding: 'up' | 'down'; bandsWon: readonly number[] }

/** The fees that a band takes: up to its own; the top band takes all above the one below it. */
export function bandHint({ rounding, bandsWon }: Bands, index: number): string {
  const band = bandsWon[index] ?? 0
  if (rounding === 'down') return `≥ ${digits(band)}`
  // Fees above all bands belong to the top one.
  return index === bandsWon.length - 1
    ? `> ${digits(bandsWon[index - 1] ?? 0)}`
    : `≤ ${digits(band)}`
}
