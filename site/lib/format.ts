import { currentLang, t } from './i18n/t.ts'

/** Both languages group numbers alike; only the words around them differ. */
const GROUPED = new Intl.NumberFormat('ko-KR', { maximumFractionDigits: 0 })
const ONE_DECIMAL = new Intl.NumberFormat('ko-KR', { maximumFractionDigits: 1 })

const MONTHS = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' })

/** U+2212 has the width of a plus and aligns in columns; a hyphen does not. */
const MINUS = '\u2212'

/** `−1,177,778`: no unit, for columns whose head has it. */
export const digits = (n: number) => GROUPED.format(n).replace('-', MINUS)

/** `+16,000` or `−16,000`: a difference always shows its sign. */
export const signed = (n: number) => (n > 0 ? `+${digits(n)}` : digits(n))

/** `1,234,000원` */
export const won = (n: number) => t('ui.won_of', { n: digits(n) })

/** A unit after a number: `7,700원`, but `7,700 won` and `3 orders`, with a space that never breaks. */
export const unitAfter = (unit = t('ui.won')) => (currentLang() === 'en' ? `\u00a0${unit}` : unit)

/**
 * The size of a settlement: `164건(280줄)`. Orders are 건, settlement lines 줄, wherever both are counted; lines
 * of no order are counted alone.
 */
export const ordersAndLines = ({ orders, lines }: { orders: number; lines: number }) =>
  orders > 0
    ? t('ui.orders_lines', { orders: digits(orders), lines: digits(lines) })
    : t('ui.lines_only', { lines: digits(lines) })

/** `66.6%` of a ratio 0–1, at most one decimal. */
export const percent = (ratio: number) => `${ONE_DECIMAL.format(ratio * 100).replace('-', MINUS)}%`

/**
 * Parts of a whole in per cent with one decimal, which add to exactly 100 (largest remainder). If the whole
 * is 0, all shares are 0.
 */
export function shares(parts: readonly number[]): number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0)
  if (whole <= 0) return parts.map(() => 0)
  const exact = parts.map((part) => (part / whole) * 1000)
  const floors = exact.map(Math.floor)
  let left = 1000 - floors.reduce((sum, part) => sum + part, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder) {
    if (left-- <= 0) break
    floors[index] = (floors[index] ?? 0) + 1
  }
  return floors.map((tenths) => tenths / 10)
}

/** The name of the month `2026-11`: `11` for `11월`, `November`. */
export const monthWord = (month: string) =>
  currentLang() === 'en' ? MONTHS.format(Date.parse(`${month}-01`)) : String(Number(month.slice(5)))

/** Chart axes only: `3.5억`, `120만`. English readers get millions. */
export function axisWon(n: number): string {
  if (currentLang() === 'en') {
    return Math.abs(n) >= 1_000_000 ? `${ONE_DECIMAL.format(n / 1_000_000)}M` : digits(n)
  }
  if (Math.abs(n) >= 100_000_000) return `${ONE_DECIMAL.format(n / 100_000_000)}억`
  if (Math.abs(n) >= 10_000) return `${ONE_DECIMAL.format(n / 10_000)}만`
  return digits(n)
}
