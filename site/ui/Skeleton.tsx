const WIDTHS = ['w96', 'w72', 'w140', 'w56', 'w72'] as const

/** Rows of the final height while a table loads; visible only when loading takes more than a moment. */
export function SkeletonRows({ rows = 8, columns }: { rows?: number; columns: number }) {
  return (
    <tbody class="late" aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <tr key={`row-${row.toString()}`}>
          {Array.from({ length: columns }, (_, column) => (
            <td key={`cell-${column.toString()}`}>
              <span class={`sk ${WIDTHS[(row + column) % WIDTHS.length]}`} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}

/** Lines of text that are loading. */
export function SkeletonLines({ lines = 3 }: { lines?: number }) {
  return (
    <div class="late flex flex-col gap-3 py-2" aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <span key={`line-${line.toString()}`} class={`sk ${WIDTHS[line % WIDTHS.length]}`} />
      ))}
    </div>
  )
}
