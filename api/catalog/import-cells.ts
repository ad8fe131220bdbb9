import { isDay } from '../calendar.ts'
import type { Cells, DeviceValues, RowFault } from './import-row.ts'
import { endsBeforeStart, nameKey, type Validity, wonIn } from './rules.ts'

// Reads the cells of a price list. Nothing is guessed: a text that is not clearly the value is a fault.

/** Won, at least `sure`: a smaller number lacks its unit. */
export function amountIn(
  text: string | undefined,
  field: keyof Cells,
  max: number,
  sure: number,
): number | RowFault {
  if (!text?.trim()) return { field, code: 'required' }
  const won = wonIn(text)
  if (won === undefined) return { field, code: 'not_won' }
  if (won <= 0) return { field, code: 'not_positive' }
  if (won < sure) return { field, code: 'no_unit' }
  return won > max ? { field, code: 'too_large' } : won
}

/** Days as sheets write them: 2026-12-01, 2026.12.1, 2026/12/01. */
export function daysIn(cells: Cells): Validity | RowFault {
  const [validFrom, validUntil] = [dayIn(cells.validFrom), dayIn(cells.validUntil)]
  if (validFrom === undefined) return { field: 'validFrom', code: 'not_a_day' }
  if (validUntil === undefined) return { field: 'validUntil', code: 'not_a_day' }
  const days = { validFrom, validUntil }
  return endsBeforeStart(days) ? { field: 'validUntil', code: 'before_start' } : days
}
function dayIn(text: string | undefined): string | null | undefined {
  if (!text?.trim()) return null
  const found = /^(20\d\d)[-./] ?(\d{1,2})[-./] ?(\d{1,2})\.?$/.exec(text.trim())
  const day = found && [found[1], found[2]?.padStart(2, '0'), found[3]?.padStart(2, '0')].join('-')
  return day && isDay(day) ? day : undefined
}
/** Of a sheet without the column, the days of before. */
export const keptDays = (cells: Cells, before: Validity): Partial<Validity> => ({
  ...(cells.validFrom === undefined && { validFrom: before.validFrom }),
  ...(cells.validUntil === undefined && { validUntil: before.validUntil }),
})

/** `블랙 #1A1A1A, 화이트`, as names with codes. */
export const coloursIn = (text: string) =>
  text
    .split(/[,/·、\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, name = '', code] = /^(.*?)\s*(#\S*)?$/.exec(part) ?? []
      return { name: name.trim() || part, code: code ? code.toUpperCase() : null }
    })

/** The same colour in several rows of a model counts once. */
export function joined(colours: DeviceValues['palette']): DeviceValues['palette'] {
  const first = new Map<string, DeviceValues['palette'][number]>()
  for (const colour of colours) {
    const key = nameKey(colour.name)
    if (!first.has(key)) first.set(key, colour)
  }
  return [...first.values()]
}
