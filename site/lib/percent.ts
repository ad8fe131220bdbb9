/** `110`, `110%`, `7.5 %`, also in full width; a percentage may have decimals. Undefined for other text. */
export function parsePercent(text: string): number | undefined {
  const [, figures] = /^(\d{1,6}(?:\.\d{1,4})?)\s*%?$/.exec(text.normalize('NFKC').trim()) ?? []
  return figures === undefined ? undefined : Number(figures)
}
