import { addressOf, lettersOf } from '#api/sheets/address.ts'
import type { ColumnRole } from '#api/sheets/price-proposal.ts'
import { gridOf } from '#api/sheets/sheet-grid.ts'
import { t } from '../../../lib/i18n/t.ts'
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx'
import { Select } from '../../../ui/Select.tsx'
import type { SheetChoice } from './choice.ts'
import { isAskedElsewhere, type SheetCell } from './sheet-cells.ts'
import type { Mapped } from './use-import.ts'

const ROWS_SHOWN = 60
const COLUMNS_SHOWN = 40
const ROLES = [
  'device',
  'storage',
  'carrier',
  'band',
  'months',
  'join_type',
  'support',
  'amount',
  'ignored',
] as const satisfies readonly ColumnRole[]

/** The sheet as it stands: which rows are headings, what each column is, and which cells cannot be read. */
export function SheetView({
  mapped: { sheet, proposal, choice, cells },
  onChoice,
}: {
  mapped: Mapped
  onChoice: (change: Partial<SheetChoice>) => void
}) {
  const grid = gridOf(sheet)
  const rows = sheet.rows.slice(0, ROWS_SHOWN)
  const columns = Array.from({ length: Math.min(grid.lastColumn, COLUMNS_SHOWN) }, (_, i) => i + 1)
  const roles = new Map(proposal.columns.map(({ column, role }) => [column, role]))
  const byAddress = new Map(cells.map((cell) => [cell.address, cell]))
  const toggle = (row: number, isHeading: boolean) => {
    const kept = proposal.headingRows.filter((one) => one !== row)
    onChoice({ headingRows: isHeading ? [...kept, row].sort((a, b) => a - b) : kept })
  }
  return (
    <>
      <ScrollRegion class="sheet-scroll" label={t('imports.sheet_grid', { name: sheet.name })}>
        <table class="sheet-view">
          <caption class="vh">{t('imports.sheet_grid', { name: sheet.name })}</caption>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column} scope="col">
                  <span class="subtle">{lettersOf(column)}</span>
                  <RoleSelect
                    column={column}
                    role={roles.get(column)}
                    onRole={(role) => onChoice({ columns: { ...choice.columns, [column]: role } })}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ number }) => {
              const isHeading = proposal.headingRows.includes(number)
              return (
                <tr key={number} class={isHeading ? 'is-heading' : ''}>
                  <th scope="row">
                    <label class="check" title={t('imports.row_heading', { n: number })}>
                      <input
                        type="checkbox"
                        aria-label={t('imports.row_heading', { n: number })}
                        checked={isHeading}
                        onChange={({ currentTarget }) => toggle(number, currentTarget.checked)}
                      />
                      <span class="n">{number}</span>
                    </label>
                  </th>
                  {columns.map((column) => {
                    const merge = grid.mergeAt(number, column)
                    if (merge && (merge.top !== number || merge.left !== column)) return null
                    return (
                      <td
                        key={column}
                        colSpan={merge ? merge.right - merge.left + 1 : 1}
                        rowSpan={merge ? merge.bottom - merge.top + 1 : 1}
                        {...lookOf(byAddress.get(addressOf(column, number)))}
                      >
                        {grid.at(number, column)?.shown}
                      </td>
                    )
                  })}
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollRegion>
      {rows.length < sheet.rows.length && (
        <p class="subtle n text-t12 pt-1">
          {t('imports.rows_shown', { all: sheet.rows.length, shown: rows.length })}
        </p>
      )}
    </>
  )
}

/** A cell of which nothing is taken is marked, and says why. */
const lookOf = (cell: SheetCell | undefined) =>
  cell && {
    class: `num${cell.reason && !isAskedElsewhere(cell.reason) ? ' problem' : ''}`,
    title: cell.reason && t(`imports.reason.${cell.reason}`),
  }

function RoleSelect({
  column,
  role,
  onRole,
}: {
  column: number
  role: ColumnRole | undefined
  onRole: (role: ColumnRole) => void
}) {
  const isOpen = role === 'unknown' || role === 'deduction'
  return (
    <span class={isOpen ? 'asks' : ''}>
      <Select
        label={t('imports.role_of', { column: lettersOf(column) })}
        bare
        options={ROLES.map((value) => ({ value, label: t(`imports.role.${value}`) }))}
        value={ROLES.find((one) => one === role) ?? ''}
        placeholder={t(isOpen ? `imports.role.${role}` : 'imports.role.unknown')}
        onValue={onRole}
      />
    </span>
  )
}
