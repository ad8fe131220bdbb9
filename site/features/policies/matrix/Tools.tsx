import type { CellCarrier } from '#db/words.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import type { Draft } from '../draft.ts'
import type { Matrix } from './dimensions.ts'
import { copiedCarrier } from './reshape.ts'
import type { ToolDialog } from './ToolDialogs.tsx'
import type { Editor } from './use-editor.ts'
import type { FaceState } from './use-face.ts'
import { editedOf } from './use-history.ts'

type Props = {
  editor: Editor
  draft: Draft
  onOpen: (dialog: ToolDialog) => void
}

/** Undo, and the ways to the dialogs that change the matrix's shape. */
export function Tools({ editor, draft, onOpen }: Props) {
  const { history } = editor
  const reshape = (next: Matrix) => history.edit(editedOf(next))
  return (
    <div class="price-tools">
      <span class="muted text-t12">
        {draft.flatWon === undefined
          ? t('editing.outside')
          : t('editing.outside_flat', { won: digits(draft.flatWon) })}
      </span>
      <span class="ml-auto flex flex-wrap gap-2">
        {history.canUndo && (
          <Button size="sm" onClick={editor.undo}>
            {t('editing.undo')}
          </Button>
        )}
        {history.canRedo && (
          <Button size="sm" onClick={history.redo}>
            {t('editing.redo')}
          </Button>
        )}
        <Button size="sm" icon="file-spreadsheet" onClick={() => onOpen('import')}>
          {t('editing.import')}
        </Button>
        {draft.entries.length > 0 && (
          <Button size="sm" icon="download" onClick={() => onOpen('export')}>
            {t('editing.export')}
          </Button>
        )}
        <CopyCarrier
          face={editor.face}
          onCopy={(from, to) => reshape(copiedCarrier(draft, from, to))}
        />
        <Button size="sm" onClick={() => onOpen('axes')}>
          {t('editing.change_axes')}
        </Button>
        <Button size="sm" onClick={() => onOpen('shape')}>
          {t('editing.change_shape')}
        </Button>
        <Button size="sm" onClick={() => onOpen('additions')}>
          {t('editing.additions')}
        </Button>
      </span>
    </div>
  )
}

/** Takes over another carrier's cells on the face of a carrier. */
function CopyCarrier({
  face,
  onCopy,
}: {
  face: FaceState
  onCopy: (from: CellCarrier, to: CellCarrier) => void
}) {
  const choice = face.choices.find(({ dimension }) => dimension === 'carrier')
  const carriers = (choice?.values ?? []).map(({ key, fixes }) => ({
    key,
    carrier: fixes.carrier ?? ('all' as const),
  }))
  const to = carriers.find(({ key }) => key === choice?.key)?.carrier
  if (carriers.length < 2 || to === undefined) return null
  return (
    <Popover
      label={t('publishing.copy_from')}
      align="right"
      trigger={(button) => (
        <Button size="sm" icon="copy" {...button}>
          {t('publishing.copy_from')}
        </Button>
      )}
    >
      {(close) =>
        carriers
          .filter(({ carrier }) => carrier !== to)
          .map(({ carrier }) => (
            <button
              type="button"
              key={carrier}
              class="menu-item"
              onClick={() => {
                onCopy(carrier, to)
                close()
              }}
            >
              {t('publishing.copy_carrier', { carrier: t(`words.carrier.${carrier}`) })}
            </button>
          ))
      }
    </Popover>
  )
}
