import { useState } from 'preact/hooks'
import { parseAmount } from '#api/amount.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { parsePercent } from '../../../lib/percent.ts'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { Content } from './entry.ts'
import { FILL_MODES, type FillMode, filledWith, summaryOf } from './fill.ts'
import type { Shown } from './shown.ts'
import type { Editor } from './use-editor.ts'

/** Above the grid: the active cell, the figures of the selection, and the fill box. */
export function EditorBar({
  editor,
  reference,
  before,
}: {
  editor: Editor
  reference: string
  /** The version in force: its number, and what it holds at the active cell. */
  before: { version: number; content: Content | undefined } | undefined
}) {
  const { face, range, selection } = editor
  const isRange = range.top !== range.bottom || range.left !== range.right
  const { count, sum, average } = isRange
    ? summaryOf(face.cells, range)
    : { count: 0, sum: 0, average: 0 }
  return (
    <div class="matrix-bar price-bar">
      <span class="ref">{reference}</span>
      <hr />
      <span class="n strong">{saying(editor.cellAt(selection.active).shown)}</span>
      {typeof before?.content === 'number' && (
        <span class="n subtle text-t12">
          {t('editing.before', { n: before.version, won: digits(before.content) })}
        </span>
      )}
      {isRange && count > 0 && (
        <span class="n subtle text-t12">
          {t('matrix.grid_cells', {
            count: digits(count),
            sum: digits(sum),
            average: digits(average),
          })}
        </span>
      )}
      <FillBox editor={editor} />
    </div>
  )
}

/** What the active cell shows, in words. */
function saying(shown: Shown): string {
  switch (shown.kind) {
    case 'own':
      return shown.content === null
        ? t('matrix.closed')
        : typeof shown.content === 'number'
          ? digits(shown.content)
          : shown.content
    case 'inherited':
      return shown.content === null
        ? t('matrix.inherited_closed')
        : `${digits(shown.content)} · ${t('matrix.inherited')}`
    case 'tie':
      return t('matrix.tie_cell', { count: shown.cells.length })
    case 'by_band':
      return t('matrix.by_band')
    case 'flat':
      return `${digits(shown.amountWon)} · ${t('matrix.flat')}`
    case 'empty':
      return t('editing.empty')
  }
}

/** Fills the selection with an amount, a series, a difference or a share. */
function FillBox({ editor }: { editor: Editor }) {
  const [mode, setMode] = useState<FillMode>('set')
  const [text, setText] = useState('')
  const by = mode === 'percent' ? parsePercent(text) : parseAmount(text)
  const isUnread = by === undefined && text.trim() !== ''
  return (
    <form
      class="ml-auto flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (by !== undefined) editor.write(filledWith(editor.face.cells, editor.range, mode, by))
      }}
    >
      <span class="muted text-t12" aria-hidden="true">
        {t('editing.fill')}
      </span>
      <div class="w-28">
        <Select
          label={t('editing.fill')}
          bare
          options={FILL_MODES.map((value) => ({ value, label: t(`editing.fill.${value}`) }))}
          value={mode}
          onValue={setMode}
        />
      </div>
      <span class={`in sm w-24${isUnread ? ' error' : ''}`}>
        <input
          class="num"
          aria-label={t('editing.fill')}
          aria-invalid={isUnread || undefined}
          autocomplete="off"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </span>
      <Button
        size="xs"
        type="submit"
        disabledBecause={
          isUnread
            ? t(mode === 'percent' ? 'matrix.percent_unreadable' : 'ui.amount_unreadable')
            : by === undefined
              ? t('matrix.grid_fill_empty')
              : undefined
        }
      >
        {t('matrix.grid_apply')}
      </Button>
    </form>
  )
}
