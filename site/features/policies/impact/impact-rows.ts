import type { ImpactResult } from '#api/impact/contract.ts'
import { t } from '../../../lib/i18n/t.ts'
import { bandName } from '../bands.ts'

/** By what the one table divides the same orders. */
export const DIVISIONS = ['agency', 'carrier', 'device', 'band'] as const
export type Division = (typeof DIVISIONS)[number]

type Sums = Pick<
  ImpactResult['carriers'][number],
  'orders' | 'unmatched' | 'beforeWon' | 'afterWon'
>
export type Row = Sums & { id: string; name: string }

/** The rows of a division; of one agency its shops, whose sums are the agency's own. */
export function rowsOf(result: ImpactResult, by: Division, agencyId?: string): Row[] {
  switch (by) {
    case 'agency': {
      const opened = result.agencies.find(({ id }) => id === agencyId)
      return (opened?.shops ?? result.agencies).map((company) => ({ ...company }))
    }
    case 'carrier':
      return result.carriers.map((row) => ({
        ...{ ...row, id: row.carrier, name: t(`words.carrier.${row.carrier}`) },
      }))
    case 'device':
      return result.devices.map((row) => ({
        ...{ ...row, id: row.deviceId ?? '', name: row.name ?? t('impact.no_device') },
      }))
    case 'band':
      return result.bands.map((row) => ({
        ...row,
        id: String(row.bandWon ?? ''),
        name: row.bandWon === null ? t('impact.no_band') : bandName(row.bandWon),
      }))
  }
}

export const kindRows = ({ kinds }: ImpactResult): Row[] =>
  kinds.map((row) => ({
    ...row,
    id: `${row.joinType} ${row.supportType}`,
    name: `${t(`words.join.${row.joinType}`)} · ${t(`words.support.${row.supportType}`)}`,
  }))

export const differenceOf = ({ beforeWon, afterWon }: Pick<Sums, 'beforeWon' | 'afterWon'>) =>
  afterWon - beforeWon

/** The orders of a row that have a price on both sides. */
export const pricedOf = ({ orders, unmatched, closed = 0 }: Sums & { closed?: number }) =>
  orders - unmatched - closed

/**
 * A part of a whole in tenths of a per cent, rounded half away from zero, from exact integers; undefined where
 * the whole is 0.
 */
export function tenthsOf(part: number, whole: number): number | undefined {
  if (whole === 0) return undefined
  const [top, bottom] = [BigInt(part) * 2000n, BigInt(whole)]
  const size = (top < 0n ? -top : top) / (bottom < 0n ? -bottom : bottom)
  const rounded = Number((size + 1n) / 2n)
  return rounded !== 0 && part < 0 !== whole < 0 ? -rounded : rounded
}

/** `+2.6%`, `−0.4%`, `0.0%`, or a dash. */
export function share(part: number, whole: number, isSigned = true): string {
  const tenths = tenthsOf(part, whole)
  if (tenths === undefined) return '–'
  const size = Math.abs(tenths)
  const sign = tenths < 0 ? '\u2212' : tenths > 0 && isSigned ? '+' : ''
  return `${sign}${Math.floor(size / 10)}.${size % 10}%`
}
