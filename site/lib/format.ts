import { currentLang, t } from './i18n/t.ts'

/** Money and counts are grouped alike in both languages; only the words around them differ. */
const GROUPED = new Intl.NumberFormat('ko-KR', { maximumFractionDigits: 0 })
const ONE_DECIMAL = new Intl.NumberFormat('ko-KR', { maximumFractionDigits: 1 })

/** U+2212, which has the width of a plus and aligns in columns; a hyphen does not. */
const MINUS = '\u2212'

/** `−1,177,778`: bare, for columns whose head says the unit. */
export const digits = (n: number) => GROUPED.format(n).replace('-', MINUS)

/** `+16,000` or `−16,000`: a difference always shows its sign. */
export const signed = (n: number) => (n > 0 ? `+${digits(n)}` : digits(n))

/** `1,234,000원` */
export const won = (n: number) => t('ui.won_of', { n: digits(n) })

/** `66.6%` of a ratio 0–1, at most one decimal. */
export const percent = (ratio: number) => `${ONE_DECIMAL.format(ratio * 100).replace('-', MINUS)}%`

/**
 * Parts of a whole in per cent with one decimal that add to exactly 100 (largest remainder). A whole
 * of nothing has no shares: all are 0.
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

/** Chart axes only: `3.5억`, `120만`. English readers get millions. */
export function axisWon(n: number): string {
  if (currentLang() === 'en') {
    return Math.abs(n) >= 1_000_000 ? `${ONE_DECIMAL.format(n / 1_000_000)}M` : digits(n)
  }
  if (Math.abs(n) >= 100_000_000) return `${ONE_DECIMAL.format(n / 100_000_000)}억`
  if (Math.abs(n) >= 10_000) return `${ONE_DECIMAL.format(n / 10_000)}만`
  return digits(n)
}
