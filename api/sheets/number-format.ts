/** What a number format adds to the number that people see. */
export type FormatUnit = {
  /** The stored number is this many times the shown one: `#,##0,` shows thousands. */
  scale: number
  /** The unit that the format writes beside the number, in won. */
  unitWon: number | undefined
  isPercent: boolean
}

const TEXT_PARTS = /"[^"]*"|\\.|_.|\*.|\[\$[^\]-]*(?:-[^\]]*)?\]|\[[^\]]*\]/g
const WORDS: [word: RegExp, unitWon: number][] = [
  [/만\s*원?/, 10_000],
  [/천\s*원?/, 1_000],
  [/원|₩|￦/, 1],
]

/** Reads the section for positive numbers, the first one. */
export function formatUnit(format: string | undefined): FormatUnit {
  if (format === undefined) return { scale: 1, unitWon: undefined, isPercent: false }
  const [, section = format] = /^((?:"[^"]*"|\\.|[^;])*)/.exec(format) ?? []
  const bare = section.replace(TEXT_PARTS, '')
  const [, commas = ''] = /[0#?](,+)(?![0#?,])/.exec(bare) ?? []
  return {
    scale: 1_000 ** commas.length,
    unitWon: WORDS.find(([word]) => word.test(section))?.[1],
    isPercent: bare.includes('%'),
  }
}
