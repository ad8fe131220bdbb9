import { useState } from 'preact/hooks'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import type { Matrix } from './dimensions.ts'
import { lineLabel, type Names } from './labels.ts'
import type { Editor } from './use-editor.ts'

type Props = { editor: Editor; matrix: Matrix; names: Names }

/** Below 640 px: a list of rows, each with one money field for each column. Pasting needs a computer. */
export function PhoneList({ editor, matrix, names }: Props) {
  const { face } = editor
  const [opened, setOpened] = useState<string | undefined>(undefined)
  return (
    <div class="flex flex-col gap-2">
      <p class="help">{t('matrix.phone_text')}</p>
      {face.rows.map((line, row) => {
        const filled = face.columns.filter(
          (_, column) => face.cells.ownAt({ row, column }) !== undefined,
        ).length
        return (
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
              <span class="subtle n text-t12">
                {t('matrix.phone_cells', {
                  filled: digits(filled),
                  all: digits(face.columns.length),
                })}
              </span>
            </summary>
            {opened === line.key && (
              <div class="flex flex-col gap-3 pt-2">
                {face.columns.map((column, c) => (
                  <PhoneCell
                    key={`${face.face?.key} ${column.key}`}
                    editor={editor}
                    row={row}
                    column={c}
                    label={lineLabel(column, matrix, names) || t('matrix.amounts')}
                  />
                ))}
              </div>
            )}
          </details>
        )
      })}
    </div>
  )
}

function PhoneCell({
  editor,
  row,
  column,
  label,
}: {
  editor: Editor
  row: number
  column: number
  label: string
}) {
  const { cells, shownOf } = editor.face
  const axes = cells.axesAt({ row, column })
  const shown = shownOf({ row, column })
  const own = shown.kind === 'own' ? shown.content : undefined
  const isClosed = own === null
  const help =
    typeof own === 'string'
      ? `${own}: ${t('matrix.unread')}`
      : shown.kind === 'inherited' && shown.content !== null
        ? `${digits(shown.content)} ${t('matrix.inherited')}`
        : shown.kind === 'empty'
          ? t('matrix.empty_closed')
          : undefined
  return (
    <div>
      <MoneyInput
        label={label}
        negative
        help={help}
        value={typeof own === 'number' ? own : undefined}
        onValue={(content) => editor.write([{ axes, content }])}
      />
      <Checkbox
        checked={isClosed}
        onValue={(on) => editor.write([{ axes, content: on ? null : undefined }])}
      >
        {t('matrix.closed')}
      </Checkbox>
    </div>
  )
}
