import type { PriceProposal } from '#api/sheets/price-proposal.ts'
import { roleOf } from '#api/sheets/price-words.ts'
import type { Sheet } from '#api/sheets/sheet.ts'
import { labelOf, type Axes as Said } from '#api/sheets/trade-words.ts'
import type { SheetChoice } from './choice.ts'

/** A heading or label of a sheet, what it is taken to mean, and whether a person still has to say. */
export type SheetLabel = { text: string; means: Said | undefined; isOpen: boolean }

/** Every heading above an amount, and every label beside one that is in doubt, once each. */
export function labelsIn(
  { columns, questions, cells }: PriceProposal,
  { labels }: SheetChoice,
  { rows }: Pick<Sheet, 'rows'>,
): SheetLabel[] {
  const doubted = new Map(
    questions.flatMap((question) =>
      question.code === 'label' ? [[question.text, question.axes] as const] : [],
    ),
  )
  const headings = columns
    .filter(({ role }) => role === 'amount')
    .flatMap(({ heading }) => heading)
    .filter((text) => roleOf(text) === undefined)
  const unknown = cells.flatMap(({ reading }) =>
    reading.kind === 'decide' && reading.reason === 'label_unknown' && reading.axis !== undefined
      ? reading.text
      : [],
  )
  // An answered label of a row is in no question any more; one of another sheet is not listed here.
  const inRows = new Set(rows.flatMap(({ cells }) => cells.map(({ shown }) => shown.trim())))
  const answered = Object.keys(labels).filter((text) => inRows.has(text))
  const texts = [...new Set([...headings, ...doubted.keys(), ...unknown, ...answered])]
  return texts.map((text) => {
    const answered = labels[text]
    const means = answered ?? doubted.get(text) ?? labelOf(text)?.axes
    const isOpen = !answered && (doubted.has(text) || means === undefined)
    return { text, means, isOpen }
  })
}
