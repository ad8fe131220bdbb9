import type { UnitWon } from '../amount.ts'
import { cleanLine, cleanLines } from '../text.ts'
import { readAmountCell } from './amount-cell.ts'
import type { Field } from './record-fields.ts'
import type { Cell } from './sheet.ts'
import { carrierOf } from './trade-words.ts'

export type FaultReason =
  | 'missing'
  | 'no_amount'
  | 'not_positive'
  | 'negative'
  | 'fraction'
  | 'too_large'
  | 'malformed'
  | 'unit_unknown'
  | 'carrier_unknown'
  | 'yes_no_unknown'
  | 'color_code_invalid'
  | 'several_values'
  | 'too_long'
  | 'error_value'
  | 'formula_no_value'
export type FieldValue = string | number | boolean
export type Read = { value: FieldValue } | { fault: FaultReason }

const compatible = (words: string) => new Set(words.normalize('NFKC').split('|'))
const YES = compatible('y|yes|o|ㅇ|예|네|true|1|판매|판매중|사용|사용중|정상|v|✓|✔|○|◯')
const NO = compatible(
  'n|no|x|아니오|아니요|false|0|판매중지|중지|중단|단종|미판매|미사용|사용안함|×|✕',
)
const HEX = /^#?([\da-f]{6}|[\da-f]{3})$/i

/** The value of a cell for a field, or why it has none. */
export function readField(cell: Cell, field: Field, unitWon: UnitWon | undefined): Read {
  if (cell.value.kind === 'error') return { fault: 'error_value' }
  if (cell.value.kind === 'formula') return { fault: 'formula_no_value' }
  const text = cleanLine(cell.shown)
  switch (field.kind) {
    case 'amount':
      return readWon(cell, field, unitWon)
    case 'carrier': {
      const carrier = carrierOf(text)
      return carrier && carrier !== 'all' ? { value: carrier } : { fault: 'carrier_unknown' }
    }
    case 'yes_no': {
      const said = text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
      if (YES.has(said)) return { value: true }
      return NO.has(said) ? { value: false } : { fault: 'yes_no_unknown' }
    }
    case 'color_code': {
      const [, hex] = HEX.exec(text) ?? []
      if (!hex) return { fault: 'color_code_invalid' }
      return { value: `#${hex.length === 3 ? hex.replace(/./g, '$&$&') : hex}`.toUpperCase() }
    }
    case 'day':
      // What is no day is said by the list that takes it.
      return { value: cell.value.kind === 'date' ? cell.value.iso.slice(0, 10) : text }
    default:
      return readText(cell.shown, field)
  }
}

function readText(shown: string, { kind, single, lengthMax }: Field): Read {
  const text = kind === 'lines' ? cleanLines(shown) : cleanLine(shown)
  if (lengthMax !== undefined && text.length > lengthMax) return { fault: 'too_long' }
  return single && /\S\s*[/,]\s*\S/.test(text) ? { fault: 'several_values' } : { value: text }
}

function readWon(cell: Cell, { positive }: Field, unitWon: UnitWon | undefined): Read {
  const reading = readAmountCell(cell, unitWon)
  switch (reading.kind) {
    case 'amount':
      return positive && reading.won === 0 ? { fault: 'not_positive' } : { value: reading.won }
    case 'unreadable':
      switch (reading.reason) {
        case 'fraction':
        case 'too_large':
        case 'malformed':
          return { fault: reading.reason }
        default:
          return { fault: 'no_amount' }
      }
    case 'decide':
      if (reading.reason === 'unit_unknown' || reading.reason === 'negative')
        return { fault: reading.reason }
      return { fault: 'no_amount' }
    default:
      return { fault: 'no_amount' }
  }
}
