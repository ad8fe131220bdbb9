import { parseAmount } from '#api/amount.ts'
import { digits } from './format.ts'
import { insertedBy, regrouped, type Typed } from './typing.ts'

const FIGURE = /[\d−-]/
/** Text as the field itself writes an amount, except for the places of its commas. */
const OWN_SHAPE = /^[-−]?[\d,]*$/

type Change = Typed & { before: string; kind?: string | undefined; pasted?: string | undefined }
export type AmountTyped = Typed & {
  won: number | undefined
  /** The text is as the field itself writes it, so the field may group it while typing goes on. */
  isOwn: boolean
}

/**
 * One change of a money field. Digits typed into text that the field grouped are grouped again. Other text (a
 * typed comma, a unit, pasted text) stays as it is and is read as a whole or not at all.
 */
export function typeAmount(change: Change, wasOwn: boolean): AmountTyped {
  const inserted = change.pasted ?? insertedBy(change.before, change.text)
  // A drop or a program replaces the whole text; that is no typing.
  const isByKeys =
    change.pasted !== undefined || /^(insertText|delete|history)/.test(change.kind ?? '')
  const isByFigures = wasOwn && isByKeys && /^\d*$/.test(inserted) && OWN_SHAPE.test(change.text)
  if (isByFigures) {
    const typed = regrouped(change, FIGURE, (figures) => grouped(figures))
    return { ...typed, won: parseAmount(typed.text), isOwn: true }
  }
  const won = parseAmount(change.text)
  if (won === undefined || !OWN_SHAPE.test(change.text))
    return { text: change.text, caret: change.caret, won, isOwn: change.text === '' }
  return { ...regrouped({ ...change, before: change.text }, FIGURE, grouped), won, isOwn: true }
}

/** `1234567` → `1,234,567`, whatever its length; leading zeros go. */
function grouped(figures: string): string {
  const sign = /^[-−]/.test(figures) ? '−' : ''
  const plain = figures.replace(/\D/g, '').replace(/^0+(?=\d)/, '')
  return sign + plain.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** How the field writes an amount while nobody types in it. */
export const shownAmount = (won: number | undefined) => (won === undefined ? '' : digits(won))
