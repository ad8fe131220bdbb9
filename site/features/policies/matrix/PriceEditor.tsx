import { useEffect, useRef, useState } from 'preact/hooks'
import { type Axes, nameOf } from '#api/policies/axes.ts'
import type { PolicyDetail } from '#api/policies/contract.ts'
import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { usePhone } from '../../../lib/media.ts'
import { setQuery, useQuery } from '../../../lib/query.ts'
import type { Spot } from '../../../ui/matrix/model.ts'
import { type Draft, draftOf } from '../draft.ts'
import { onCopyOf } from './copy-cells.ts'
import { EditorBar } from './EditorBar.tsx'
import { EditorGrid } from './EditorGrid.tsx'
import { FaceBar } from './FaceBar.tsx'
import { FindBox } from './FindBox.tsx'
import { Legend } from './Legend.tsx'
import { cellLabel, lineLabel } from './labels.ts'
import { OrderOfCells } from './OrderOfCells.tsx'
import { PhoneList } from './PhoneList.tsx'
import { ProblemPanel } from './ProblemPanel.tsx'
import type { Problem } from './problems.ts'
import { type ToolDialog, ToolDialogs } from './ToolDialogs.tsx'
import { Tools } from './Tools.tsx'
import { UnitLine } from './UnitLine.tsx'
import { type Editor, useEditor } from './use-editor.ts'
import { useNames } from './use-names.ts'
import { useBefore, useProblems } from './use-problems.ts'

export type Props = {
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  /** The version in force, when this is the next one. */
  base: PolicyDetail | undefined
}

/** The prices of a draft over all their axes: the switch, the grid of one face, and what needs fixing. */
export function PriceEditor({ draft, onDraft, base }: Props) {
  const isPhone = usePhone()
  const query = useQuery()
  const names = useNames(base)
  const table = useRef<HTMLTableElement>(null)
  const [finding, setFinding] = useState(false)
  const [open, setOpen] = useState<ToolDialog | undefined>(undefined)
  const [begun] = useState(() => base && draftOf(base).entries)
  const before = useBefore(begun)
  const focus = () => table.current?.focus()
  const editor = useEditor({ matrix: draft, onMatrix: onDraft, flatWon: draft.flatWon, focus })
  const { face, selection } = editor
  const { problems: found, byName, keep } = useProblems(draft, draft.lowestWon, face.view)
  // Figures that wait for their unit are asked about above the grid.
  const problems = found.filter((problem) => !isWaiting(problem, editor.pasting))
  const beforeAt = (axes: Axes) => before.get(nameOf(axes))
  const labelOf = (axes: Axes) => cellLabel(axes, draft, names, face.face)
  const look = ({ axes }: Problem) => {
    if (editor.reveal(axes)) focus()
  }
  useEffect(() => {
    // Whoever comes from a place without a price finds it selected.
    if (query.at === undefined) return
    const axes = axesIn(query.at)
    setQuery({ at: undefined })
    if (axes && editor.reveal(axes)) focus()
  }, [])
  const nextProblem = () => {
    const here = nameOf(face.cells.axesAt(selection.active))
    const at = problems.findIndex(({ axes }) => nameOf(axes) === here)
    const next = problems[(at + 1) % Math.max(1, problems.length)]
    if (next) look(next)
  }
  const panel = (
    <ProblemPanel
      problems={problems}
      index={face.index}
      beforeAt={beforeAt}
      labelOf={labelOf}
      onLook={look}
      onFix={({ axes }, { content }) => {
        editor.write([{ axes, content }])
        editor.reveal(axes)
      }}
      onKeep={keep}
    />
  )
  const dialogs = (
    <ToolDialogs {...{ open, editor, draft, onDraft, names }} onClose={() => setOpen(undefined)} />
  )
  if (isPhone)
    return (
      <>
        <div class="flex flex-col gap-4">
          <p class="muted text-t12">{t('editing.on_computer')}</p>
          {panel}
          <FaceBar face={face} matrix={draft} names={names} />
          <PhoneList editor={editor} matrix={draft} names={names} />
        </div>
        {dialogs}
      </>
    )
  const active = face.cells.axesAt(selection.active)
  return (
    <>
      <div class="matrix-with-list">
        <div class="price-editor">
          <Tools editor={editor} draft={draft} onOpen={setOpen} />
          <FaceBar face={face} matrix={draft} names={names} />
          <EditorBar
            editor={editor}
            reference={[face.rows[selection.active.row], face.columns[selection.active.column]]
              .map((line) => lineLabel(line, draft, names))
              .filter(Boolean)
              .join(' × ')}
            before={base && { version: base.currentVersion, content: beforeAt(active) }}
          />
          <UnitLine pasting={editor.pasting} />
          {finding && (
            <FindBox
              face={face}
              matrix={draft}
              names={names}
              active={selection.active}
              onGo={(spot) => editor.setSelection({ active: spot, anchor: spot })}
              onClose={() => {
                setFinding(false)
                focus()
              }}
            />
          )}
          <EditorGrid
            editor={editor}
            matrix={draft}
            names={names}
            table={table}
            outside={{ onFind: () => setFinding(true), onNextProblem: nextProblem }}
            marks={byName}
            problemAt={(spot) => wordsOf(byName.get(nameOf(face.cells.axesAt(spot))))}
            isChanged={(spot: Spot) =>
              base !== undefined && beforeAt(face.cells.axesAt(spot)) !== face.cells.ownAt(spot)
            }
            onCopy={onCopyOf(editor)}
          />
          <ul class="pt-1.5 text-t12 muted" aria-live="polite">
            {editor.pasting.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
          <Legend version={base?.currentVersion} hasGroups={draft.deviceGroups.length > 0} />
        </div>
        <div>
          {panel}
          <OrderOfCells draft={draft} />
        </div>
      </div>
      {dialogs}
    </>
  )
}

/** The axes that an address names; undefined for other text. */
function axesIn(text: string): Axes | undefined {
  try {
    const read: unknown = JSON.parse(text)
    // The editor finds no cell for axes that are none.
    return typeof read === 'object' && read !== null && 'carrier' in read
      ? (read as Axes)
      : undefined
  } catch {
    return undefined
  }
}

const isWaiting = (problem: Problem, { proposedAt }: Editor['pasting']) =>
  problem.kind === 'unread' && typeof proposedAt(nameOf(problem.axes), problem.text) === 'number'

/** The problem of a cell in a few words, for the cell itself. */
function wordsOf(problem: Problem | undefined): string | undefined {
  switch (problem?.kind) {
    case 'unread':
      return t('editing.unread_cell')
    case 'tie':
      return t('editing.tie_text')
    case 'slip':
      return t('editing.slip', { won: digits(problem.won), below: digits(problem.belowWon) })
    case 'below_lowest':
      return t('editing.below_lowest', {
        won: digits(problem.won),
        lowest: digits(problem.lowestWon),
      })
    case undefined:
      return undefined
  }
}
