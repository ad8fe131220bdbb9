import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Empty } from '../../../ui/Empty.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Column } from '../../../ui/table-types.ts'
import type { Matrix } from '../matrix/dimensions.ts'
import type { Names } from '../matrix/labels.ts'
import type { Decision } from './choice.ts'
import type { Outcome } from './outcome.ts'
import { sayContent, sayPlace } from './say.ts'
import { isAskedElsewhere } from './sheet-cells.ts'

const SHOWN = 100
type Props = {
  outcomes: readonly Outcome[]
  matrix: Matrix
  names: Names
  caption: string
  /** Absent where nothing is to be decided any more. */
  onDecide?: ((outcome: Outcome, decision: Decision) => void) | undefined
  decisionOf?: (outcome: Outcome) => Decision | undefined
}

/** Cells of the sheets with what becomes of each: the first hundred, and how many there are. */
export function CellList({ outcomes, matrix, names, caption, onDecide, decisionOf }: Props) {
  const isRefused = outcomes[0]?.status === 'refused'
  const hasSheets = outcomes.some(({ cell }) => cell.sheet !== outcomes[0]?.cell.sheet)
  const columns: (Column<Outcome> | false)[] = [
    {
      id: 'at',
      head: t('imports.at'),
      cell: ({ cell }) => (
        <b class="n">{hasSheets ? `${cell.sheet} ${cell.address}` : cell.address}</b>
      ),
    },
    {
      id: 'place',
      head: t('imports.place'),
      cell: ({ axes }) => (axes ? sayPlace(axes, matrix, names) : '–'),
    },
    isRefused && {
      id: 'written',
      head: t('imports.written'),
      cell: ({ cell }) => <span class="tag">{cell.shown || '–'}</span>,
    },
    isRefused && {
      id: 'why',
      head: t('imports.why'),
      cell: ({ cell: { reason } }) => reason && t(`imports.reason.${reason}`),
    },
    isRefused &&
      onDecide !== undefined && {
        id: 'how',
        head: t('imports.how'),
        cell: (outcome) => (
          <DecisionSelect
            outcome={outcome}
            decision={decisionOf?.(outcome)}
            onDecide={(decision) => onDecide(outcome, decision)}
          />
        ),
      },
    !isRefused && {
      id: 'before',
      head: t('imports.before'),
      align: 'num',
      cell: ({ before }) => <span class="muted">{sayContent(before)}</span>,
    },
    !isRefused && {
      id: 'after',
      head: t('imports.after'),
      align: 'num',
      cell: ({ after }) => <b>{sayContent(after)}</b>,
    },
  ]
  return (
    <>
      <div class="overflow-x-auto">
        <Table
          caption={caption}
          columns={columns.filter((column) => column !== false)}
          rows={outcomes.slice(0, SHOWN)}
          keyOf={keyOf}
          nameOf={({ cell }) => cell.address}
          empty={<Empty icon="table-2" title={t('imports.nothing_here')} />}
        />
      </div>
      {outcomes.length > SHOWN && (
        <p class="subtle n text-t12 pt-1">
          {t('imports.cells_shown', { all: digits(outcomes.length), shown: SHOWN })}
        </p>
      )}
    </>
  )
}

const keyOf = ({ cell }: Outcome) => `${cell.sheet} ${cell.address}`

function DecisionSelect({
  outcome: { cell },
  decision,
  onDecide,
}: {
  outcome: Outcome
  decision: Decision | undefined
  onDecide: (decision: Decision) => void
}) {
  if (cell.reason && isAskedElsewhere(cell.reason)) return null
  const amounts = cell.offer === undefined ? [] : [cell.offer]
  return (
    <Select
      label={t('imports.how_for', { at: cell.address })}
      bare
      options={[
        { value: 'skip', label: t('imports.do.skip') },
        { value: 'close', label: t('imports.do.close') },
        ...amounts.map((won) => ({
          value: String(won),
          label: t('imports.do.won', { won: digits(won) }),
        })),
      ]}
      value={decision === undefined ? '' : String(decision)}
      placeholder={t('imports.unchosen')}
      onValue={(value) => onDecide(value === 'skip' || value === 'close' ? value : Number(value))}
    />
  )
}
