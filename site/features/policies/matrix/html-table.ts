const CELLS_MAX = 100_000

/**
 * The cells of a pasted table with merged cells, each merged text in all the places that it spans. Undefined
 * for a table without merged cells, whose plain text says the same and shows numbers as they were shown.
 */
export function mergedTable(html: string): string[][] | undefined {
  if (!/(?:col|row)span/i.test(html)) return undefined
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (!table?.querySelector('[colspan], [rowspan]')) return undefined
  const grid: string[][] = []
  let count = 0
  ;[...table.rows].forEach((row, r) => {
    let column = 0
    for (const cell of row.cells) {
      while (grid[r]?.[column] !== undefined) column++
      const text = (cell.textContent ?? '').replace(/\s+/g, ' ').trim()
      for (let down = 0; down < Math.min(cell.rowSpan, table.rows.length - r); down++)
        for (let across = 0; across < cell.colSpan && count < CELLS_MAX; across++, count++) {
          const line = grid[r + down] ?? []
          line[column + across] = text
          grid[r + down] = line
        }
      column += cell.colSpan
    }
  })
  return grid.map((row) => Array.from(row, (text) => text ?? ''))
}
