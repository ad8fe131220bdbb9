import { digits } from '../../../lib/format.ts'
import { t } from '../../../lib/i18n/t.ts'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import type { Spot } from '../../../ui/matrix/model.ts'
import type { Matrix } from '../matrix/dimensions.ts'
import type { Names } from '../matrix/labels.ts'
import { PhoneRows } from '../matrix/PhoneRows.tsx'
import { belowText, wonText } from './CellBody.tsx'
import { type Counts, countsOf } from './desk.ts'
import type { Desk } from './use-desk.ts'

export type Props = { desk: Desk; matrix: Matrix; names: Names }

/** The desk on a phone: rows as a list, each opened to one field for each column. */
export function DeskPhone({ desk, matrix, names }: Props) {
  const { face } = desk.editor
  return (
    <div class="flex flex-col">
      <PhoneRows
        {...{ face, matrix, names }}
        noteAt={(row) => (
          <RowNote
            counts={countsOf(
              face.columns.map((_, column) => desk.seenAt(desk.axesAt({ row, column }))),
            )}
          />
        )}
        cellAt={(spot, label) => <PhoneCell desk={desk} spot={spot} label={label} />}
        cellLabel={t('pricing.phone_cell')}
      />
    </div>
  )
}

/** How many places of a row have an amount, wait for one, and have one that takes no orders. */
function RowNote({ counts: { priced, open, refused } }: { counts: Counts }) {
  return (
    <span class="subtle n text-t12 text-right">
      {t('pricing.phone_priced', { count: digits(priced) })}
      {open > 0 && (
        <>
          {' · '}
          <span class="s-wait">{t('pricing.phone_open', { count: digits(open) })}</span>
        </>
      )}
      {refused > 0 && (
        <>
          {' · '}
          <span class="s-stop">{t('pricing.phone_refused', { count: digits(refused) })}</span>
        </>
      )}
    </span>
  )
}

function PhoneCell({ desk, spot, label }: { desk: Desk; spot: Spot; label: string }) {
  const axes = desk.axesAt(spot)
  const [shown, own] = [desk.seenAt(axes), desk.ownAt(axes)]
  const problem = desk.problemOf(axes)
  const below = belowText(shown)
  const labelled = t('pricing.phone_below', { below })
  const isLocked = shown.kind === 'no_price' && own === undefined
  if (isLocked || desk.isReadOnly)
    return (
      <div class="flex items-baseline justify-between gap-3">
        <span class="muted">{label}</span>
        <span class="text-right">
          <span class={problem ? 's-stop n' : 'n'}>{wonText(shown)}</span>
          {!isLocked && <span class="subtle n block text-t12">{labelled}</span>}
        </span>
      </div>
    )
  return (
    <MoneyInput
      label={label}
      negative
      help={
        own === undefined
          ? t('pricing.phone_ruled', { won: wonText(shown), below })
          : typeof own === 'string'
            ? t('deciding.problem.unread', { text: own })
            : labelled
      }
      error={problem && t(`pricing.short.${problem}`)}
      value={typeof own === 'number' ? own : undefined}
      onValue={(content) => desk.editor.write([{ axes, content }])}
    />
  )
}
