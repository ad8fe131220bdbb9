import type { ComponentChildren } from 'preact'
import { t } from '../../lib/i18n/t.ts'
import { Button, IconButton } from '../../ui/Button.tsx'

type Props<Row> = {
  label: string
  about?: string
  rows: readonly Row[]
  fresh: Row
  max: number
  addVerb: string
  onRows: (rows: Row[]) => void
  /** The fields of one row. */
  children: (row: Row, set: (change: Partial<Row>) => void, nth: number) => ComponentChildren
}

/** A short list that is edited in a form: storages, colours. */
export function RowsField<Row extends { name: string }>(props: Props<Row>) {
  const { rows, onRows } = props
  return (
    <fieldset class="catalog-rows">
      <legend class="label">{props.label}</legend>
      {props.about && <p class="help">{props.about}</p>}
      {rows.map((row, nth) => (
        // The place is the row's identity: its name is being typed.
        <div class="catalog-row" key={nth}>
          {props.children(row, (change) => onRows(rows.with(nth, { ...row, ...change })), nth)}
          <IconButton
            icon="x"
            label={t('reference.drop', { name: row.name || t('reference.row', { n: nth + 1 }) })}
            onClick={() => onRows(rows.toSpliced(nth, 1))}
          />
        </div>
      ))}
      {rows.length < props.max && (
        <div>
          <Button size="sm" icon="plus" onClick={() => onRows([...rows, props.fresh])}>
            {props.addVerb}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
