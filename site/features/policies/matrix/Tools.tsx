import { useEffect, useState } from 'preact/hooks'
import type { Axes } from '#api/policies/axes.ts'
import type { CellCarrier } from '#db/words.ts'
import { digits } from '../../../lib/format.ts'
import { t, withWords } from '../../../lib/i18n/t.ts'
import { Button } from '../../../ui/Button.tsx'
import { later } from '../../../ui/later.tsx'
import { Popover } from '../../../ui/Popover.tsx'
import type { Draft } from '../draft.ts'
import type { Props as ExportProps } from '../import/ExportPrices.tsx'
import type { Props as ImportProps } from '../import/ImportDialog.tsx'
import type { Props as AdditionsProps } from './AdditionsDialog.tsx'
import type { Props as AxesProps } from './AxesDialog.tsx'
import type { Matrix } from './dimensions.ts'
import type { Names } from './labels.ts'
import { copiedCarrier } from './reshape.ts'
import type { Props as ShapeProps } from './ShapeDialog.tsx'
import type { Editor } from './use-editor.ts'
import type { FaceState } from './use-face.ts'
import { editedOf } from './use-history.ts'

// Each loads when it is first opened.
const AxesDialog = later<AxesProps>(() =>
  withWords(['shaping'], import('./AxesDialog.tsx')).then((file) => file.AxesDialog),
)
const ShapeDialog = later<ShapeProps>(() =>
  withWords(['shaping'], import('./ShapeDialog.tsx')).then((file) => file.ShapeDialog),
)
const AdditionsDialog = later<AdditionsProps>(() =>
  withWords(['shaping'], import('./AdditionsDialog.tsx')).then((file) => file.AdditionsDialog),
)
const ImportDialog = later<ImportProps>(() =>
  withWords(['imports', 'sheets'], import('../import/ImportDialog.tsx')).then(
    (file) => file.ImportDialog,
  ),
)
const ExportPrices = later<ExportProps>(() =>
  withWords(['imports'], import('../import/ExportPrices.tsx')).then((file) => file.ExportPrices),
)
type Dialog = 'axes' | 'shape' | 'additions' | 'import' | 'export'

type Props = {
  editor: Editor
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  names: Names
}

/** Undo, and the dialogs that change the matrix's shape. */
export function Tools({ editor, draft, onDraft, names }: Props) {
  const [dialog, setDialog] = useState<Dialog | undefined>(undefined)
  const [toShow, setToShow] = useState<Axes | undefined>(undefined)
  const close = () => setDialog(undefined)
  // The face of an imported cell can be shown once the matrix has the cell.
  useEffect(() => {
    if (!toShow) return
    editor.reveal(toShow)
    setToShow(undefined)
  }, [toShow])
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
        <Button size="sm" icon="file-spreadsheet" onClick={() => setDialog('import')}>
          {t('editing.import')}
        </Button>
        {draft.entries.length > 0 && (
          <Button size="sm" icon="download" onClick={() => setDialog('export')}>
            {t('editing.export')}
          </Button>
        )}
        <CopyCarrier
          face={editor.face}
          onCopy={(from, to) => reshape(copiedCarrier(draft, from, to))}
        />
        <Button size="sm" onClick={() => setDialog('axes')}>
          {t('editing.change_axes')}
        </Button>
        <Button size="sm" onClick={() => setDialog('shape')}>
          {t('editing.change_shape')}
        </Button>
        <Button size="sm" onClick={() => setDialog('additions')}>
          {t('editing.additions')}
        </Button>
      </span>
      {dialog === 'import' && (
        <ImportDialog
          matrix={draft}
          names={names}
          onMatrix={(next, first) => {
            reshape(next)
            setToShow(first)
          }}
          onClose={close}
        />
      )}
      {dialog === 'export' && (
        <ExportPrices title={draft.title} matrix={draft} names={names} onClose={close} />
      )}
      {dialog === 'axes' && (
        <AxesDialog matrix={draft} names={names} onMatrix={reshape} onClose={close} />
      )}
      {dialog === 'shape' && (
        <ShapeDialog matrix={draft} names={names} onMatrix={reshape} onClose={close} />
      )}
      {dialog === 'additions' && (
        <AdditionsDialog draft={draft} onDraft={onDraft} onClose={close} />
      )}
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
