import { getFormatFromId } from 'numfmt'
import type { Budget } from './budget.ts'
import type { Mark } from './sheet.ts'
import { type Attributes, readXml } from './xml.ts'

export type CellStyle = {
  /** Undefined for the general format. */
  format: string | undefined
  marks: readonly Mark[]
}
type Font = { struck: boolean; red: boolean }

/** Built-in formats that Korean Excel shows in its own way. */
const DATE = 'yyyy-mm-dd'
const TIME = 'h:mm:ss'
const KOREAN: Record<number, string> = { 14: DATE, 22: `${DATE} h:mm` }
for (const id of [27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58]) KOREAN[id] = DATE
for (const id of [32, 33, 34, 35]) KOREAN[id] = TIME
const OWN_FORMATS_FROM = 164
/** Excel's own bound; a longer one is read as general. */
const FORMAT_MAX = 255
const RED_MIN = 0xc0
const OTHER_MAX = 0x50
const RED_INDEXES = ['2', '10']

/** The styles in the order in which cells refer to them. */
export async function readStyles(
  chunks: AsyncIterable<Uint8Array>,
  budget: Budget,
): Promise<CellStyle[]> {
  const formats = new Map<number, string>()
  const fonts: Font[] = []
  const fills: boolean[] = []
  const styles: CellStyle[] = []
  const path: string[] = []
  await readXml(chunks, {
    open(name, attributes) {
      budget.spend('entries')
      const parent = path.at(-1)
      path.push(name)
      const font = fonts.at(-1)
      if (name === 'numFmt' && parent === 'numFmts')
        formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'font' && parent === 'fonts') fonts.push({ struck: false, red: false })
      else if (name === 'strike' && parent === 'font' && font)
        font.struck = !['0', 'false'].includes(attributes.val ?? '1')
      else if (name === 'color' && parent === 'font' && font) font.red = isRed(attributes)
      else if (name === 'fill' && parent === 'fills') fills.push(false)
      else if (name === 'patternFill' && path.includes('fills'))
        fills[fills.length - 1] = !['none', 'gray125'].includes(attributes.patternType ?? 'none')
      else if (name === 'gradientFill' && path.includes('fills')) fills[fills.length - 1] = true
      else if (name === 'xf' && parent === 'cellXfs')
        styles.push(styleOf(attributes, formats, fonts, fills))
    },
    close() {
      path.pop()
    },
  })
  return styles
}

function styleOf(
  { numFmtId, fontId, fillId }: Attributes,
  formats: Map<number, string>,
  fonts: Font[],
  fills: boolean[],
): CellStyle {
  const font = fonts[Number(fontId)]
  const marks: Mark[] = []
  if (font?.struck) marks.push('struck')
  if (font?.red) marks.push('red')
  if (fills[Number(fillId)]) marks.push('filled')
  return { format: formatOf(Number(numFmtId ?? 0), formats), marks }
}

function formatOf(id: number, formats: Map<number, string>): string | undefined {
  const named = formats.get(id) ?? KOREAN[id]
  const format = named ?? (id < OWN_FORMATS_FROM ? (getFormatFromId(id) ?? undefined) : undefined)
  return format === undefined || format.length > FORMAT_MAX || /^general$/i.test(format)
    ? undefined
    : format
}

function isRed({ rgb, indexed }: Attributes): boolean {
  if (RED_INDEXES.includes(indexed ?? '')) return true
  const [, red, green, blue] = /^(?:[\da-f]{2})?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(
    rgb ?? '',
  ) ?? [undefined, '0', 'ff', 'ff']
  const [r, g, b] = [red, green, blue].map((part) => Number.parseInt(part ?? '0', 16))
  return (r ?? 0) >= RED_MIN && (g ?? 0) <= OTHER_MAX && (b ?? 0) <= OTHER_MAX
}
