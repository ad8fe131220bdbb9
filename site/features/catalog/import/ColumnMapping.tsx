import { UNITS_WON } from '#api/amount.ts'
import { lettersOf } from '#api/sheets/address.ts'
import type { CatalogMapping, CatalogUpload } from '#api/uploads/contract.ts'
import { t } from '../../../lib/i18n/t.ts'
import { Segmented } from '../../../ui/Segmented.tsx'
import { Select } from '../../../ui/Select.tsx'

const FIELDS = {
  plan: ['carrier', 'name', 'monthlyFeeWon', 'category', 'description', 'active', ...days()],
  device: [
    ...(['manufacturer', 'name', 'model', 'storage', 'priceWon'] as const),
    ...(['color', 'colorCode', 'active'] as const),
    ...days(),
  ],
} as const
function days() {
  return ['validFrom', 'validUntil', 'ignored'] as const
}
type Said = NonNullable<CatalogMapping['columns']>[number]

/** What the list is and what its columns are; a person corrects what was proposed. */
export function ColumnMapping({
  answer,
  onMapping,
}: {
  answer: CatalogUpload
  onMapping: (change: Partial<CatalogMapping>) => void
}) {
  const { kind, sheet, sheets, headingRow, columns, absent, faults, head } = answer
  const visible = sheets.filter((one) => !one.hidden)
  const isOpen = headingRow === null || absent.length > 0
  const asksUnit = faults.some(({ reason }) => reason === 'unit_unknown')
  const said = (column: number, field: Said['field']) =>
    onMapping({
      columns: columns.map((one) => ({
        column: one.column,
        field: one.column === column ? field : fieldOf(kind, one.field),
      })),
    })
  return (
    <div class="catalog-mapping">
      <div class="flex flex-wrap items-end gap-3">
        <Segmented
          label={t('imports.list_kind')}
          options={(['plan', 'device'] as const).map((value) => ({
            value,
            label: t(`reference.${value}`),
          }))}
          value={kind}
          onValue={(value) => onMapping({ kind: value, columns: undefined })}
        />
        {visible.length > 1 && (
          <Select
            label={t('imports.sheets')}
            options={visible.map(({ name }) => ({ value: name, label: name }))}
            value={sheet}
            onValue={(value) =>
              onMapping({ sheet: value, headingRow: undefined, columns: undefined })
            }
          />
        )}
        <Select
          label={t('imports.heading_row')}
          options={head.map(({ number, cells }) => ({
            value: String(number),
            label: `${number}. ${cells
              .map(({ shown }) => shown)
              .join(' · ')
              .slice(0, 60)}`,
          }))}
          value={headingRow === null ? '' : String(headingRow)}
          placeholder={t('imports.unchosen')}
          onValue={(value) => onMapping({ headingRow: Number(value), columns: undefined })}
        />
        {asksUnit && (
          <Segmented
            label={t('imports.unit')}
            options={UNITS_WON.map((unit) => ({
              value: String(unit),
              label: t(`imports.unit.${unit}`),
            }))}
            value=""
            onValue={(value) =>
              onMapping({ unitWon: UNITS_WON.find((unit) => String(unit) === value) })
            }
          />
        )}
      </div>
      {headingRow === null && <p class="help warn">{t('imports.heading_row_asked')}</p>}
      {absent.length > 0 && (
        <p class="help warn">
          {t('imports.absent', {
            fields: absent.map((field) => t(`imports.field.${fieldOf(kind, field)}`)).join(', '),
          })}
        </p>
      )}
      {columns.length > 0 && (
        <details open={isOpen}>
          <summary>{t('imports.columns')}</summary>
          <div class="catalog-columns">
            {columns.map(({ column, heading, field }) => (
              <Select
                key={column}
                label={
                  <>
                    <span class="subtle">{lettersOf(column)}</span> {heading}
                  </>
                }
                options={FIELDS[kind].map((value) => ({
                  value,
                  label: t(`imports.field.${value}`),
                }))}
                value={fieldOf(kind, field)}
                onValue={(value) => said(column, value)}
              />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}

/** A column of no field is not read. */
const fieldOf = (kind: CatalogUpload['kind'], field: string | null): Said['field'] =>
  FIELDS[kind].find((one) => one === field) ?? 'ignored'
