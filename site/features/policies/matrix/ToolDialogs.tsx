import { useEffect, useState } from 'preact/hooks'
import type { Axes } from '#api/policies/axes.ts'
import { withWords } from '../../../lib/i18n/t.ts'
import { later } from '../../../ui/later.tsx'
import type { Draft } from '../draft.ts'
import type { Props as ExportProps } from '../import/ExportPrices.tsx'
import type { Props as ImportProps } from '../import/ImportDialog.tsx'
import type { Props as AdditionsProps } from './AdditionsDialog.tsx'
import type { Props as AxesProps } from './AxesDialog.tsx'
import type { Matrix } from './dimensions.ts'
import type { Names } from './labels.ts'
import type { Props as ShapeProps } from './ShapeDialog.tsx'
import type { Editor } from './use-editor.ts'
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
export type ToolDialog = 'axes' | 'shape' | 'additions' | 'import' | 'export'

type Props = {
  open: ToolDialog | undefined
  editor: Editor
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  names: Names
  onClose: () => void
}

/**
 * The dialogs of the editor, apart from its two layouts: a window that gets narrower changes the layout, and what
 * was chosen and typed in an open dialog stays.
 */
export function ToolDialogs({ open, editor, draft, onDraft, names, onClose }: Props) {
  const [toShow, setToShow] = useState<Axes | undefined>(undefined)
  // The face of an imported cell can be shown once the matrix has the cell.
  useEffect(() => {
    if (!toShow) return
    editor.reveal(toShow)
    setToShow(undefined)
  }, [toShow])
  const reshape = (next: Matrix) => editor.history.edit(editedOf(next))
  return (
    <>
      {open === 'import' && (
        <ImportDialog
          matrix={draft}
          names={names}
          onMatrix={(next, first) => {
            reshape(next)
            setToShow(first)
          }}
          onClose={onClose}
        />
      )}
      {open === 'export' && (
        <ExportPrices title={draft.title} matrix={draft} names={names} onClose={onClose} />
      )}
      {open === 'axes' && (
        <AxesDialog matrix={draft} names={names} onMatrix={reshape} onClose={onClose} />
      )}
      {open === 'shape' && (
        <ShapeDialog matrix={draft} names={names} onMatrix={reshape} onClose={onClose} />
      )}
      {open === 'additions' && (
        <AdditionsDialog draft={draft} onDraft={onDraft} onClose={onClose} />
      )}
    </>
  )
}
