import type { Axes } from '#api/policies/axes.ts'
import { parseAddress } from '#api/sheets/address.ts'
import type { PriceCell, PriceProposal, PriceReading } from '#api/sheets/price-proposal.ts'
import type { Axes as Said } from '#api/sheets/trade-words.ts'
import type { CellCarrier } from '#db/words.ts'
import type { DeviceTarget, SheetChoice } from './choice.ts'
import { type Known, targetsOf } from './device-names.ts'

/** Why nothing of a cell is taken over. */
export type Reason =
  | Extract<PriceReading, { kind: 'unreadable' | 'decide' }>['reason']
  | 'word'
  | 'label_unconfirmed'
  | 'device_unknown'
  | 'device_out'
  | 'carrier_unasked'
  | 'other_carrier'
  | 'segment_unknown'
  | 'sheets_differ'
  | 'row_unread'

const ELSEWHERE: readonly Reason[] = [
  'label_unconfirmed',
  'label_unknown',
  'label_missing',
  'unit_unknown',
  'device_unknown',
  'device_out',
  'carrier_unasked',
  'other_carrier',
  'segment_unknown',
  'sheets_differ',
  'row_unread',
]
/** Whether an answer about the sheet is due, so that a decision about the cell alone settles nothing. */
export const isAskedElsewhere = (reason: Reason): boolean => ELSEWHERE.includes(reason)

/** One cell of a sheet, and where in the matrix it goes. */
export type SheetCell = {
  sheet: string
  address: string
  shown: string
  /** Two where one row names two models. */
  places: readonly Axes[]
  /** Won; null for a dash or a blank, which takes no orders; text of a list that the editor wrote. */
  content: number | null | string | undefined
  /** No orders here, said so: not only where an amount counts. */
  isClosing?: true
  reason?: Reason
  /** An amount that its text may mean, to offer it. */
  offer?: number | undefined
}
export type Surroundings = {
  carrier: CellCarrier
  devices: readonly Known[]
  deviceGroups: readonly { name: string }[]
}

/** The cells of a sheet by what a person has answered. What is not answered leaves its cells out. */
export function sheetCells(
  proposal: PriceProposal,
  choice: SheetChoice,
  around: Surroundings,
): SheetCell[] {
  const open = openLabels(proposal, choice)
  const found = new Map<string, readonly DeviceTarget[] | 'out' | undefined>()
  const devicesFor = (text: string) => {
    if (!found.has(text))
      found.set(text, choice.devices[text] ?? targetsOf(text, around.devices, around.deviceGroups))
    return found.get(text)
  }
  return proposal.cells.map((cell): SheetCell => {
    const { address, shown, axes } = cell
    const targets = axes.device === undefined ? [{}] : devicesFor(axes.device)
    const carrier = axes.carrier ?? choice.carrier ?? soleCarrier(around)
    const places =
      targets === undefined || targets === 'out'
        ? []
        : targets.map((target) => placeOf(axes, carrier ?? 'all', target))
    const base = { sheet: proposal.sheet, address, shown, places }
    const reason: Reason | undefined =
      targets === undefined
        ? 'device_unknown'
        : targets === 'out'
          ? 'device_out'
          : open.columns.has(cell.column) || open.rows.has(cell.row)
            ? 'label_unconfirmed'
            : carrier === undefined
              ? 'carrier_unasked'
              : around.carrier !== 'all' && carrier !== around.carrier
                ? 'other_carrier'
                : axes.segment !== undefined && segmentOf(axes) === undefined
                  ? 'segment_unknown'
                  : undefined
    return reason
      ? { ...base, content: undefined, reason }
      : { ...base, ...contentOf(cell, choice) }
  })
}

/** A policy of one carrier needs no answer. */
const soleCarrier = ({ carrier }: Surroundings) => (carrier === 'all' ? undefined : carrier)

/** The rows and columns whose heading may mean something else, until a person has said what. */
export function openLabels({ questions, headingRows }: PriceProposal, { labels }: SheetChoice) {
  const columns = new Set<number>()
  const rows = new Set<number>()
  for (const question of questions) {
    if (question.code !== 'label' || labels[question.text]) continue
    for (const address of question.addresses) {
      const at = parseAddress(address)
      if (!at) continue
      if (headingRows.includes(at.row)) columns.add(at.column)
      else rows.add(at.row)
    }
  }
  return { columns, rows }
}

function placeOf(said: Said, carrier: CellCarrier, target: DeviceTarget): Axes {
  const { bandWon, joinType, support: supportType, months } = said
  const all = { bandWon, ...target, joinType, supportType, months, segment: segmentOf(said) }
  const axes: Axes = { carrier }
  for (const [axis, value] of Object.entries(all))
    if (value !== undefined) Object.assign(axes, { [axis]: value })
  return axes
}

/** A policy tells companies from everybody else, and no more. */
function segmentOf({ segment }: Said): Axes['segment'] {
  if (segment === 'corporate') return 'business'
  return segment === 'adult' ? 'individual' : undefined
}

function contentOf(
  { address, reading }: PriceCell,
  { decisions }: SheetChoice,
): Pick<SheetCell, 'content' | 'isClosing' | 'reason' | 'offer'> {
  if (reading.kind === 'amount') return { content: reading.won }
  if (reading.kind === 'blank') return { content: null }
  const decision = decisions[address]
  if (typeof decision === 'number') return { content: decision }
  if (decision === 'close') return { content: null, isClosing: true }
  if (reading.kind === 'word') return { content: undefined, reason: 'word' }
  const offer = 'won' in reading ? reading.won : undefined
  return { content: undefined, reason: reading.reason, offer }
}
