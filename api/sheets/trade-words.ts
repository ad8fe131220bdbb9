import type {
  BandRounding,
  CellCarrier,
  ContractMonths,
  CustomerType,
  JoinType,
  SupportType,
} from '#db/words.ts'

/** The words of the trade, as they head the columns and rows of its price sheets. */

/** What prices one amount. A device is text: which entry of the catalogue it names is decided later. */
export type Axes = {
  carrier?: CellCarrier
  device?: string
  bandWon?: number
  joinType?: JoinType
  support?: SupportType
  months?: ContractMonths
  segment?: CustomerType
}
export type Axis = keyof Axes
/** Why a person confirms a label: another meaning is possible, or it names more than one value. */
export type LabelDoubt = 'usual_meaning' | 'several_values' | 'range' | 'months_unknown'
export type Label = { axes: Axes; doubt?: LabelDoubt }

/** At the start of what is left of a label; the first that fits is taken, so longer words stand first. */
const WORDS: [word: RegExp, axes: Axes, doubt?: LabelDoubt][] = [
  [/^(?:신규가입|신규)/, { joinType: 'new' }],
  [/^010(?!\d)(?:신규)?/, { joinType: 'new' }, 'usual_meaning'],
  [/^(?:번호이동|번이|MNP|이동)/, { joinType: 'mnp' }],
  [/^(?:보상기변|보상기기변경|기기변경|기변|보상)/, { joinType: 'device_change' }],
  [/^(?:공시지원금|공시지원|공시|공통지원금|공통지원|공통)/, { support: 'public' }],
  [/^(?:선택약정할인|선택약정|선약|선택)/, { support: 'selective' }],
  [/^무약정/, { support: 'none', months: 0 }],
  [/^(?:SK텔레콤|에스케이텔레콤|SKT|SK)/, { carrier: 'skt' }],
  [/^(?:LG유플러스|엘지유플러스|LGU\+?|LGT|엘지|유플러스|유플|U\+|LG)/, { carrier: 'lgu' }],
  [/^(?:KT|케이티)/, { carrier: 'kt' }],
  [/^(?:전통신사|통신3사|3사)/, { carrier: 'all' }],
  [/^전체/, { carrier: 'all' }, 'usual_meaning'],
  [/^(?:성인일반|성인)/, { segment: 'adult' }],
  [/^일반/, { segment: 'adult' }, 'usual_meaning'],
  [/^법인/, { segment: 'corporate' }],
  [/^외국인/, { segment: 'foreigner' }],
  [/^(?:미성년자|미성년)/, { segment: 'minor' }],
]
const MONTHS = /^(\d{1,2})(?:개월약정|개월|M(?![A-Z])|월)/
const BARE_MONTHS = /^(12|24|36|48)(?!\d|K|군|만|,)/
const KNOWN_MONTHS: Record<string, ContractMonths> = { 12: 12, 24: 24, 36: 36, 48: 48, 0: 0 }
const FIGURE = /(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:K|군|만원|만|원)?/.source
/** `I_100`, `F_79`, `95군이상`, `79K~94K`, `33K↓`, `77,000`. */
const BAND = new RegExp(
  `^(?:[A-Z]_)?(${FIGURE})(?:[~∼〜-](${FIGURE})?)?(이상|이하|미만|초과|대|\\+|↑|↓)?(?:요금제)?`,
)
/** Between words, and around them: `MNP(번이)`, `공시·79K`. */
const BETWEEN = /^[\s·.,/()[\]&:_-]+/
const LABEL_MAX = 60
const BAND_MIN_WON = 1_000
const BAND_MAX_WON = 10_000_000

/**
 * What a heading says: `번호이동`, `선약12`, `MNP 공시`, `95군 이상`; undefined when any part of it is no word of
 * the trade. `010` means a new subscription, and a person confirms it.
 */
export function labelOf(text: string): Label | undefined {
  if (text.length > LABEL_MAX) return undefined
  let rest = plainOf(text)
  const axes: Axes = {}
  let doubt: LabelDoubt | undefined
  while (rest !== '') {
    const found = nextWord(rest, axes)
    if (!found) return undefined
    const said = entriesOf(found.axes)
    // 신규(010) says the same twice, and then there is no doubt.
    if (said.length === 0 || said.some(([axis, value]) => axes[axis] !== value))
      doubt ??= found.doubt
    if (!add(axes, found.axes)) doubt = 'several_values'
    rest = rest.slice(found.length).replace(BETWEEN, '')
  }
  return Object.keys(axes).length === 0 ? undefined : { axes, ...(doubt && { doubt }) }
}

/** Adds what is new; false when another value of an axis stands there already. */
export function add(axes: Axes, more: Axes): boolean {
  const others = entriesOf(more).filter(
    ([axis, value]) => axes[axis] !== undefined && axes[axis] !== value,
  )
  Object.assign(axes, { ...more, ...axes })
  return others.length === 0
}

type Word = { length: number; axes: Axes; doubt?: LabelDoubt | undefined }

function nextWord(rest: string, before: Axes): Word | undefined {
  for (const [word, axes, doubt] of WORDS) {
    const [said] = word.exec(rest) ?? []
    if (said) return { length: said.length, axes, doubt }
  }
  // After a kind of support a bare number is its months: 선약12, 공시24.
  const [said, figure] = MONTHS.exec(rest) ?? (before.support && BARE_MONTHS.exec(rest)) ?? []
  if (said && figure) {
    const months = KNOWN_MONTHS[figure]
    return months === undefined
      ? { length: said.length, axes: {}, doubt: 'months_unknown' }
      : { length: said.length, axes: { months } }
  }
  return bandWord(rest)
}

function bandWord(rest: string): Word | undefined {
  const [said, from, to, bound = ''] = BAND.exec(rest) ?? []
  const bandWon = from === undefined ? undefined : bandWonOf(from, said?.includes('_') ?? false)
  if (said === undefined || bandWon === undefined) return undefined
  const isRange = to !== undefined || /[~∼〜]/.test(said) || /이하|미만|대|↓/.test(bound)
  const doubt = isRange ? 'range' : bound === '↑' || bound === '초과' ? 'usual_meaning' : undefined
  return { length: said.length, axes: { bandWon }, doubt }
}

/** `79K`, `79군`, `I_79`, `7.9만`, `79,000` → 79,000 won; a bare 55 may be 55 won or 55K, so it is none. */
function bandWonOf(figure: string, isCoded: boolean): number | undefined {
  const [, digits = '', unit = ''] = /^([\d.,]+)(.*)$/.exec(figure) ?? []
  const number = Number(digits.replaceAll(',', ''))
  const won = Math.round(number * factorOf(unit, isCoded))
  return won >= BAND_MIN_WON && won <= BAND_MAX_WON ? won : undefined
}

const factorOf = (unit: string, isCoded: boolean) =>
  unit.startsWith('만') ? 10_000 : unit === 'K' || unit === '군' || isCoded ? 1_000 : 1

const FROM_ON = new RegExp(`${FIGURE}(?:[~∼〜](?:${FIGURE})?|-${FIGURE}|이상|초과|대|\\+|↑)`)
const UP_TO = new RegExp(`${FIGURE}(?:이하|미만|↓)`)
/**
 * Which plans between two bands a label means: those above its band (`95K↑`, `79K~94K`: round down to it), or
 * those below (`33K↓`: round up). Undefined for a band alone.
 */
export function roundingOf(text: string): BandRounding | undefined {
  if (labelOf(text)?.axes.bandWon === undefined) return undefined
  const plain = plainOf(text)
  if (UP_TO.test(plain)) return 'up'
  return FROM_ON.test(plain) ? 'down' : undefined
}

/** A cell of a column of plan bands. */
export const bandOf = (text: string): Label | undefined => only(text, 'bandWon')
/** A cell of a column of carriers. */
export const carrierOf = (text: string): CellCarrier | undefined =>
  only(text, 'carrier')?.axes.carrier

/** A cell of a column of contracts: `24개월`, `24M`, `24`, `무약정`, `0`. */
export function monthsOf(text: string): ContractMonths | undefined {
  const [, figure = ''] = /^(\d{1,2})(?:개월|M|월)?$/.exec(plainOf(text)) ?? []
  return KNOWN_MONTHS[figure] ?? labelOf(text)?.axes.months
}

function only(text: string, axis: Axis): Label | undefined {
  const label = labelOf(text)
  return label && Object.keys(label.axes).join() === axis ? label : undefined
}

/** A heading may name the unit of its column: `공시(만원)`. */
const UNIT = /[([](?:단위:?)?(?:만|천)?원[)\]]/
const plainOf = (text: string) =>
  text.normalize('NFKC').replace(/\s/g, '').replace(UNIT, '').toUpperCase()

// Object.entries loses which keys an object has; Axes names them all.
const entriesOf = (axes: Axes) => Object.entries(axes) as [Axis, Axes[Axis]][]
