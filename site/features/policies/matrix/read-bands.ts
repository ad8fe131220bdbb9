import { parseAmount } from '#api/amount.ts'

/** `33000, 55,000 99K` → ascending bands; undefined when a part is no amount. */
export function readBands(text: string): number[] | undefined {
  const words = text.split(/[\s,;]+(?!\d{3}(?!\d))/).filter(Boolean)
  const bands = words.map((word) => {
    const [, figures = '', thousand] = /^(.*?)(k?)$/i.exec(word) ?? []
    const won = (parseAmount(figures) ?? 0) * (thousand ? 1_000 : 1)
    return won >= 1 && won <= 10_000_000 ? won : undefined
  })
  const known = bands.filter((band) => band !== undefined)
  if (known.length === 0 || known.length !== bands.length) return undefined
  return [...new Set(known)].sort((a, b) => a - b)
}
