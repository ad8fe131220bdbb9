import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Spot } from '../../../ui/matrix/model.ts'
import type { Matrix } from './dimensions.ts'
import { lineLabel, type Names } from './labels.ts'
import type { FaceState } from './use-face.ts'

type Props = {
  face: FaceState
  matrix: Matrix
  names: Names
  /** What stands beside the name of a row. */
  noteAt: (row: number) => ComponentChildren
  cellAt: (spot: Spot, label: string) => ComponentChildren
  /** The name of a cell whose column has none. */
  cellLabel: string
}

/** A face of a matrix on a phone: its rows as a list, of which one is opened to its cells. */
export function PhoneRows({ face, matrix, names, noteAt, cellAt, cellLabel }: Props) {
  const [opened, setOpened] = useState<string | undefined>(undefined)
  return (
    <>
      {face.rows.map((line, row) => (
        <details
          key={line.key}
          class="phone-row"
          open={opened === line.key}
          onToggle={({ currentTarget }) => {
            if (currentTarget.open) setOpened(line.key)
            else if (opened === line.key) setOpened(undefined)
          }}
        >
          <summary>
            <span class="med">{lineLabel(line, matrix, names)}</span>
            {noteAt(row)}
          </summary>
          {opened === line.key && (
            <div class="flex flex-col gap-3 pt-2">
              {face.columns.map((column, c) => (
                <div key={`${face.face?.key} ${column.key}`}>
                  {cellAt({ row, column: c }, lineLabel(column, matrix, names) || cellLabel)}
                </div>
              ))}
            </div>
          )}
        </details>
      ))}
    </>
  )
}
