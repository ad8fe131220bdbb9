import type { Axes } from '#api/policies/axes.ts'
import type { Spot } from '../../../ui/matrix/model.ts'
import type { Block } from './block.ts'
import type { Misfit, Proposal } from './proposal.ts'
import { unitsIn } from './read-price.ts'

export type Target = {
  rows: number
  columns: number
  range: { top: number; left: number; bottom: number; right: number }
  axesAt: (spot: Spot) => Axes
  /** Every name by which a row or column may be called in a sheet. */
  rowNames: (row: number) => readonly string[]
  columnNames: (column: number) => readonly string[]
}

const MISFITS_MAX = 5

/** A single text fills the selection; a block starts at its first cell, or goes to where its heads say. */
export function proposalOf(block: Block, target: Target): Proposal | Misfit {
  const { cells } = block
  const { range } = target
  const single = cells.length === 1 && cells[0]?.length === 1 ? (cells[0][0] ?? '') : undefined
  const isSingle = single !== undefined && !block.rowHeads.length && !block.columnHeads.length
  const height = isSingle ? range.bottom - range.top + 1 : cells.length
  const width = isSingle
    ? range.right - range.left + 1
    : Math.max(...cells.map((row) => row.length))
  const rows = linesFor(block.rowHeads, height, range.top, target.rows, target.rowNames)
  const columns = linesFor(block.columnHeads, width, range.left, target.columns, target.columnNames)
  const misfits = [...new Set([...rows.misfits, ...columns.misfits])]
  if (misfits.length > 0) return { misfits: misfits.slice(0, MISFITS_MAX) }
  let outside = 0
  const places: { axes: Axes; text: string }[] = []
  for (const [r, row] of rows.at.entries())
    for (const [c, column] of columns.at.entries()) {
      const text = isSingle ? single : cells[r]?.[c]
      if (text === undefined) continue
      if (row >= target.rows || column >= target.columns) outside++
      else places.push({ axes: target.axesAt({ row, column }), text })
    }
  return {
    ...{ places, outside, height, width },
    units: unitsIn(places.map(({ text }) => text)),
    from: { row: rows.at[0] ?? range.top, column: columns.at[0] ?? range.left },
  }
}

/** The rows (or columns) that a block goes to: one after another, or each where its head is named. */
function linesFor(
  heads: readonly (readonly string[])[],
  length: number,
  first: number,
  count: number,
  namesOf: (line: number) => readonly string[],
): { at: number[]; misfits: string[] } {
  if (heads.length === 0) return { at: Array.from({ length }, (_, i) => first + i), misfits: [] }
  const names = Array.from({ length: count }, (_, line) => new Set(namesOf(line).map(plain)))
  const misfits: string[] = []
  const at = heads.map((texts) => {
    const said = texts.map(plain).filter(Boolean)
    const found = names.flatMap((known, line) =>
      said.length > 0 && said.every((text) => known.has(text)) ? [line] : [],
    )
    const [line] = found
    if (line !== undefined && found.length === 1) return line
    misfits.push(
      texts
        .map((text) => text.trim())
        .filter(Boolean)
        .join(' · ') || '–',
    )
    return 0
  })
  // Two lines of the block for one of the matrix: one of them would be lost.
  const twice = heads.filter((_, i) => at.indexOf(at[i] ?? 0) !== i)
  return {
    at,
    misfits: misfits.length > 0 ? misfits : twice.map((texts) => texts.join(' ').trim()),
  }
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase()
