import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import type { Spot } from '../../../ui/matrix/model.ts'
import type { Matrix } from './dimensions.ts'
import type { Names } from './labels.ts'
import { PhoneRows } from './PhoneRows.tsx'
import type { Editor } from './use-editor.ts'

type Props = { editor: Editor; matrix: Matrix; names: Names }

/** Below 640 px: a list of rows, each with one money field for each column. Pasting needs a computer. */
export function PhoneList({ editor, matrix, names }: Props) {
  const { face } = editor
  const filledIn = (row: number) =>
    face.columns.filter((_, column) => face.cells.ownAt({ row, column }) !== undefined).length
  return (
    <div class="flex flex-col gap-2">
      <p class="help">{t('editing.phone_text')}</p>
      <PhoneRows
        {...{ face, matrix, names }}
        noteAt={(row) => (
          <span class="subtle n text-t12">
            {t('editing.phone_cells', {
              filled: digits(filledIn(row)),
              all: digits(face.columns.length),
            })}
          </span>
        )}
        cellAt={(spot, label) => <PhoneCell editor={editor} spot={spot} label={label} />}
        cellLabel={t('matrix.amounts')}
      />
    </div>
  )
}

function PhoneCell({ editor, spot, label }: { editor: Editor; spot: Spot; label: string }) {
  const { cells, shownOf } = editor.face
  const axes = cells.axesAt(spot)
  const shown = shownOf(spot)
  const own = shown.kind === 'own' ? shown.content : undefined
  const isClosed = own === null
  const help =
    typeof own === 'string'
      ? `${own}: ${t('editing.unread')}`
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
