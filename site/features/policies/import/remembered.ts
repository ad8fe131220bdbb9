import { UNITS_WON } from '#api/amount.ts'
import type { PriceProposal } from '#api/sheets/price-proposal.ts'
import type { Sheet } from '#api/sheets/sheet.ts'
import { viewPref } from '../../../lib/prefs.ts'
import { NO_CHOICE, type SheetChoice } from './choice.ts'

// What was answered for a sheet is kept on this device under its headings, so that next month's sheet of the
// same form asks nothing again. Decisions about single cells, and whether hidden ones are read, belong to one file
// and are not kept.

const HEAD_ROWS = 8
/** Decisions are left out, and so is a sheet that was not wanted once. */
type Kept = Omit<SheetChoice, 'decisions' | 'isTaken' | 'readHidden'>

/**
 * The headings as one text; without known headings, the first rows. A sheet that hides other columns is another
 * form: last month's column of amounts may be the hidden one now.
 */
export function formOf(sheet: Sheet, proposal: PriceProposal): string {
  const rows =
    proposal.headingRows.length > 0
      ? sheet.rows.filter(({ number }) => proposal.headingRows.includes(number))
      : sheet.rows.slice(0, HEAD_ROWS)
  const texts = rows.map(({ cells }) => cells.map(({ shown }) => shown.trim()).join('\t'))
  const hidden = sheet.hiddenColumns.length > 0 ? [`hidden ${sheet.hiddenColumns.join(' ')}`] : []
  return [...texts, ...hidden].join('\n')
}

/** A short name for a form: an accident of two forms with one name asks too little, so the form is kept too. */
function prefOf(form: string) {
  let hash = 5381
  for (const letter of form) hash = (hash * 33 + (letter.codePointAt(0) ?? 0)) >>> 0
  return viewPref(`import.${hash.toString(36)}`)
}

export function rememberedChoice(sheet: Sheet, proposal: PriceProposal): SheetChoice | undefined {
  const form = formOf(sheet, proposal)
  try {
    const kept: unknown = JSON.parse(prefOf(form).read() ?? 'null')
    return isKept(kept, form) ? { ...NO_CHOICE, ...kept.choice, readHidden: undefined } : undefined
  } catch {
    // What cannot be parsed is asked again.
    return undefined
  }
}

/** `proposal` is the one without answers, whose headings a later file has too. */
export function rememberChoice(
  sheet: Sheet,
  proposal: PriceProposal,
  { decisions: _, isTaken: __, readHidden: ___, ...choice }: SheetChoice,
): void {
  const form = formOf(sheet, proposal)
  prefOf(form).keep(JSON.stringify({ form, choice }))
}

const isKept = (value: unknown, form: string): value is { choice: Kept } => {
  if (typeof value !== 'object' || value === null) return false
  if (!('form' in value) || value.form !== form || !('choice' in value)) return false
  const { choice } = value
  if (typeof choice !== 'object' || choice === null) return false
  const unit = 'unitWon' in choice ? choice.unitWon : undefined
  return (
    (unit === undefined || UNITS_WON.some((one) => one === unit)) &&
    ['columns', 'labels', 'devices'].every((name) => name in choice)
  )
}
