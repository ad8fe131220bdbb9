import { loadavg } from 'node:os'
import { CUSTOMER_SEGMENTS, JOIN_TYPES, SUPPORT_TYPES } from '#db/words.ts'
import { blockOf } from '#site/features/policies/matrix/block.ts'
import { toTsv } from '#site/features/policies/matrix/copy.ts'
import type { Matrix } from '#site/features/policies/matrix/dimensions.ts'
import { type Entry, written } from '#site/features/policies/matrix/entry.ts'
import { layoutFor } from '#site/features/policies/matrix/layout.ts'
import { proposalOf } from '#site/features/policies/matrix/paste.ts'
import { blockersOf, inReadingOrder, slipsIn } from '#site/features/policies/matrix/problems.ts'
import { changesOf } from '#site/features/policies/matrix/proposal.ts'
import { indexMatrix, shownAt } from '#site/features/policies/matrix/shown.ts'
import { axesAt, viewOf } from '#site/features/policies/matrix/view.ts'

// `node bench/price-matrix.ts` prints how long the editor's own work takes on a matrix of about 4,000 cells.
const RUNS = 15

const bandsWon = Array.from({ length: 40 }, (_, i) => 33_000 + i * 3_000)
const MONTHS = [0, 12, 24, 36, 48] as const
const entries: Entry[] = bandsWon.flatMap((bandWon, row) =>
  MONTHS.flatMap((months) =>
    JOIN_TYPES.flatMap((joinType) =>
      SUPPORT_TYPES.flatMap((supportType) =>
        [...CUSTOMER_SEGMENTS, undefined].slice(0, row % 2 === 0 ? 3 : 2).map((segment) => ({
          ...{ carrier: 'all' as const, bandWon, months, joinType, supportType, segment },
          content: 200_000 + row * 5_000 + months * 100,
        })),
      ),
    ),
  ),
)
const matrix: Matrix = {
  ...{ carrier: 'all', rounding: 'up', bandsWon, bandLabels: [], months: MONTHS },
  ...{ planGroups: [], deviceGroups: [], entries },
  layout: {
    ...layoutFor(entries),
    ...{ rows: ['plan', 'segment'], columns: ['joinType', 'supportType', 'months'] },
    faces: ['carrier'],
  },
}
const view = viewOf(matrix)
const face = view.faces.at(-1)
const at = ({ row, column }: { row: number; column: number }) =>
  axesAt(face, view.rows[row], view.columns[column])
const text = toTsv(view.rows.map((_, r) => view.columns.map((__, c) => 5_000_001 + r * 100 + c)))
const target = {
  ...{ rows: view.rows.length, columns: view.columns.length, axesAt: at },
  range: { top: 0, left: 0, bottom: 0, right: 0 },
  ...{ rowNames: () => [], columnNames: () => [] },
}

function paste() {
  const proposal = proposalOf(blockOf(text), target)
  if ('misfits' in proposal) throw new Error('the block has no heads')
  return written(matrix.entries, changesOf(proposal, 1))
}
const fill = () =>
  written(
    matrix.entries,
    view.rows.flatMap((_, row) =>
      view.columns.map((__, column) => ({ axes: at({ row, column }), content: 123_000 })),
    ),
  )
const pasted = paste()
const works: [string, () => unknown][] = [
  [`paste ${view.rows.length * view.columns.length} cells`, paste],
  ['fill as many', fill],
  ['write one cell', () => written(pasted, [{ axes: at({ row: 3, column: 3 }), content: 1 }])],
  ['find rows, columns and faces', () => viewOf({ ...matrix, entries: pasted })],
  ['index for the screen', () => indexMatrix({ ...matrix, entries: pasted }, undefined)],
  ['look up 30 rows on screen', lookUp(indexMatrix(matrix, undefined))],
  ['problems, after the screen', () => problems(pasted)],
]

function lookUp(index: ReturnType<typeof indexMatrix>) {
  return () => {
    for (let row = 0; row < 30; row++)
      for (let column = 0; column < view.columns.length; column++)
        shownAt(index, at({ row, column }))
  }
}
const problems = (of: readonly Entry[]) =>
  inReadingOrder([...blockersOf({ ...matrix, entries: of }, 0), ...slipsIn(of)], view)

console.log(
  `${entries.length} cells; load ${loadavg()[0]?.toFixed(1)}; milliseconds of ${RUNS} runs`,
)
// Time of the processor beside that of the clock: other programs do not count there.
console.log('work                                 median    worst      cpu')
for (const [name, work] of works) {
  work()
  const cpu = process.cpuUsage()
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }).sort((a, b) => a - b)
  const { user } = process.cpuUsage(cpu)
  const [median = 0, worst = 0] = [times[Math.floor(RUNS / 2)], times.at(-1)]
  const columns = [median, worst, user / 1000 / RUNS].map((ms) => ms.toFixed(1).padStart(8))
  console.log(`${name.padEnd(34)} ${columns.join(' ')}`)
}
