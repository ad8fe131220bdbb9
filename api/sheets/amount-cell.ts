import { amountIn, FIGURES, PRICE_MAX_WON, UNITS_WON, type UnitWon } from '../amount.ts'
import { visibleOf } from '../text.ts'
import { formatUnit } from './number-format.ts'
import type { Cell } from './sheet.ts'

/** Reads what people write into the price cells of a sheet. Nothing is guessed: doubt is a reading too. */

/** 동결, 별도, x: no amounts, but what the writer says is clear. */
export type AmountWord = 'same_as_before' | 'separately_agreed' | 'not_accepted'

export type UnreadableReason =
  | 'error_value'
  | 'formula_no_value'
  | 'no_amount'
  /** `▲5`: a rise, or a minus, as officials write it. */
  | 'relative'
  | 'two_amounts'
  | 'range'
  | 'sum'
  /** `45(한시)`: an amount with words. */
  | 'annotated'
  | 'malformed'
  | 'fraction'
  | 'too_large'
  | 'date'
  | 'percent'

/** `implausible`: `350,000` under the title 만원, where the writer meant won. */
export type DecideReason = 'negative' | 'struck_through' | 'zero_as_dash' | 'implausible'

export type AmountReading =
  | { kind: 'amount'; won: number; namesUnit: boolean }
  /** Blank or a dash: no price, so no orders. */
  | { kind: 'blank' }
  | { kind: 'word'; word: AmountWord }
  /** `won` is the amount that the text would be without its words, to offer it. */
  | { kind: 'unreadable'; reason: UnreadableReason; won?: number }
  /** Read, and to be confirmed by a person; `won` is absent while the unit is unknown. */
  | { kind: 'decide'; reason: DecideReason; won?: number }
  | { kind: 'decide'; reason: 'unit_unknown'; fits: readonly UnitWon[] }

/** The last one is the vowel ㅡ, which stands beside the minus on Korean keyboards, in compatible form. */
const DASHES = /^[-−–—‐‑_\u1173]+$/
const ERROR = /^#(?:REF!|N\/A|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|#+)/i
const WORDS: Record<AmountWord, readonly string[]> = {
  same_as_before: '동결 유지 동일 상동 전일동일 전주동일 기존동일 기존유지 " 〃'.split(' '),
  separately_agreed: '별도 별도문의 별도공지 별도협의 협의 문의 추후공지 미정'.split(' '),
  not_accepted:
    'x × ✕ ✗ ✖ 불가 판매불가 접수불가 취급불가 미취급 마감 중단 판매중단 판매종료 종료 단종 품절 재고없음 해당없음'.split(
      ' ',
    ),
}
const WORD_OF = new Map(
  (['same_as_before', 'separately_agreed', 'not_accepted'] as const).flatMap((word) =>
    WORDS[word].map((written) => [written, word] as const),
  ),
)
/** No price is as long as this; searching a long note in it for shapes would take long. */
const TEXT_MAX = 80
const WELL_FORMED = new RegExp(`^[-+△]?${FIGURES}$`)
/** In a matrix `+5` is a change, not a price. */
const CHANGE = /^[+▲▼▽↑↓]/
const LEADING = new RegExp(`^(${FIGURES}(?:천|만|억)?원?)(?=[\\s([*※↑↓▲▼])`)
const SHAPES: [UnreadableReason, RegExp][] = [
  ['relative', CHANGE],
  ['two_amounts', /\d[^\d\n]*\/[^\d\n]*\d|\d\n\s*\d/],
  ['range', /\d\s*(?:[~∼〜]|-)\s*\d/],
  ['sum', /\d\s*\+\s*\d/],
  ['malformed', /^[-+△(]?[\d.,\s천만억백십원₩]*\d[\d.,\s천만억백십원₩]*[-)]?$/],
  ['annotated', /\d/],
]

/** A cell of an amount, with its number format and its marks; undefined is a cell without a value. */
export function readAmountCell(cell: Cell | undefined, unitWon?: UnitWon): AmountReading {
  if (!cell) return { kind: 'blank' }
  const reading = readValue(cell, unitWon)
  if (reading.kind !== 'amount' || !cell.marks?.includes('struck')) return reading
  return { kind: 'decide', reason: 'struck_through', won: reading.won }
}

function readValue({ value, shown, format }: Cell, unitWon?: UnitWon): AmountReading {
  switch (value.kind) {
    case 'error':
      return { kind: 'unreadable', reason: 'error_value' }
    case 'formula':
      return { kind: 'unreadable', reason: 'formula_no_value' }
    case 'date':
      return { kind: 'unreadable', reason: 'date' }
    case 'boolean':
      return { kind: 'unreadable', reason: 'no_amount' }
    case 'text':
      return readAmount(shown, unitWon)
    default:
      return readNumber(value.decimal, shown, format, unitWon)
  }
}

/** The stored number counts, not the shown one, which may be rounded or scaled. */
function readNumber(
  decimal: string,
  shown: string,
  format: string | undefined,
  unitWon: UnitWon | undefined,
): AmountReading {
  const { scale, unitWon: named, isPercent } = formatUnit(format)
  if (isPercent) return { kind: 'unreadable', reason: 'percent' }
  if (decimal === '0' && (shown === '' || DASHES.test(shown.normalize('NFKC'))))
    return { kind: 'decide', reason: 'zero_as_dash', won: 0 }
  // The format shows a word (품절) or nothing in the number's place: people see no amount.
  if (!/\d/.test(shown.normalize('NFKC'))) return { kind: 'unreadable', reason: 'no_amount' }
  const unit = named ?? unitWon
  const reading = readFigures(decimal, unit, scale)
  return named && reading.kind === 'amount' ? { ...reading, namesUnit: true } : reading
}

/** The text of a price cell. Without a unit, figures that fit more than one unit stay undecided. */
export function readAmount(text: string, unitWon?: UnitWon): AmountReading {
  const plain = visibleOf(text.normalize('NFKC')).trim()
  const dense = plain.replace(/\s/g, '')
  if (dense === '' || DASHES.test(dense)) return { kind: 'blank' }
  if (ERROR.test(dense)) return { kind: 'unreadable', reason: 'error_value' }
  if (plain.length > TEXT_MAX) return { kind: 'unreadable', reason: 'no_amount' }
  const word = WORD_OF.get(dense.toLowerCase())
  if (word) return { kind: 'word', word }
  if (CHANGE.test(dense))
    return { kind: 'unreadable', reason: /\d/.test(dense) ? 'relative' : 'no_amount' }
  return readFigures(signed(plain), unitWon, 1)
}

/** `△50` and `50-` are how bookkeepers write -50. */
const signed = (text: string) => text.replace(/^△\s*/, '-').replace(/^([\d.,]+)\s*-$/, '-$1')

function readFigures(text: string, unit: number | undefined, scale: number): AmountReading {
  // The title says won, and the format shows thousands: one of them is wrong.
  if (unit !== undefined && unit % scale !== 0)
    return {
      kind: 'decide',
      reason: 'unit_unknown',
      fits: UNITS_WON.filter((u) => u % scale === 0),
    }
  const fits = (unit === undefined ? UNITS_WON : [unit]).flatMap((candidate) => {
    // Of a scaled number a smaller unit than the scale would show nothing.
    const read = candidate % scale === 0 ? amountIn(text, candidate / scale) : undefined
    const isPlausible = read && (unit !== undefined || Math.abs(read.won) <= PRICE_MAX_WON)
    return isPlausible || (read?.namesUnit && scale === 1) ? [{ candidate, ...read }] : []
  })
  const [first] = fits
  if (!first) return unreadable(text, unit)
  // Figures too large for 천원 can only be won; no other unit follows from figures.
  const isWon = fits.length === 1 && first.candidate === 1
  const isKnown = unit !== undefined || first.namesUnit || isWon
  if (first.won < 0)
    return { kind: 'decide', reason: 'negative', ...(isKnown && { won: first.won }) }
  const isScaledUp = unit !== undefined && unit > 1 && !first.namesUnit
  if (isScaledUp && first.won > PRICE_MAX_WON)
    return { kind: 'decide', reason: 'implausible', won: first.won }
  if (isKnown) return { kind: 'amount', won: first.won, namesUnit: first.namesUnit }
  const units = UNITS_WON.filter((known) => fits.some(({ candidate }) => candidate === known))
  return { kind: 'decide', reason: 'unit_unknown', fits: units }
}

function unreadable(text: string, unit: number | undefined): AmountReading {
  if (WELL_FORMED.test(text.trim())) {
    const isWhole = Number(text.replace(/[^\d.]/g, '')) % 1 === 0
    return { kind: 'unreadable', reason: isWhole ? 'too_large' : 'fraction' }
  }
  const reason = SHAPES.find(([, shape]) => shape.test(text))?.[0] ?? 'no_amount'
  if (reason !== 'annotated') return { kind: 'unreadable', reason }
  const [, leading] = LEADING.exec(text) ?? []
  const offer = leading === undefined ? undefined : amountIn(leading, unit ?? 1)
  const isOffered = offer && (unit !== undefined || offer.namesUnit)
  return { kind: 'unreadable', reason, ...(isOffered && { won: offer.won }) }
}

/** Whether a text could be an amount at all, to tell price columns from others. */
export const hasAmount = (text: string): boolean => amountIn(signed(text), 1) !== undefined
