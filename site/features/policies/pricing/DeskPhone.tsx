import { useState } from 'preact/hooks'
import { t } from '../../../lib/i18n/t.ts'
import { MoneyInput } from '../../../ui/MoneyInput.tsx'
import type { Matrix } from '../matrix/dimensions.ts'
import { lineLabel, type Names } from '../matrix/labels.ts'
import { belowText, wonText } from './CellBody.tsx'
import { isRefused } from './desk.ts'
import type { Desk } from './use-desk.ts'

export type Props = { desk: Desk; matrix: Matrix; names: Names }

/** The desk on a phone: rows as a list, each opened to one field for each column. */
export function DeskPhone({ desk, matrix, names }: Props) {
  const { face } = desk.editor
  const [opened, setOpened] = useState<string | undefined>(undefined)
  return (
    <div class="flex flex-col">
      {face.rows.map((line, row) => {
        const refused = face.columns.filter((_, column) =>
          isRefused(desk.seenAt(desk.axesAt({ row, column }))),
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
              {refused > 0 && (
                <span class="s-stop n text-t12">
                  {t('pricing.phone_refused', { count: refused })}
                </span>
              )}
            </summary>
            {opened === line.key && (
              <div class="flex flex-col gap-3 pt-2">
                {face.columns.map((column, c) => (
                  <PhoneCell
                    key={`${face.face?.key} ${column.key}`}
                    desk={desk}
                    spot={{ row, column: c }}
                    label={lineLabel(column, matrix, names) || t('pricing.phone_cell')}
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
  desk,
  spot,
  label,
}: {
  desk: Desk
  spot: { row: number; column: number }
  label: string
}) {
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
            ? t('pricing.problem.unread', { text: own })
            : labelled
      }
      error={problem && t(`pricing.short.${problem}`)}
      value={typeof own === 'number' ? own : undefined}
      onValue={(content) => desk.editor.write([{ axes, content }])}
    />
  )
}
