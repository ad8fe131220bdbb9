import { t } from '../lib/i18n/t.ts'
import type { TableProps } from './table-types.ts'

/** The rows as cards for a phone: a `<dl>` each, covered by a button that opens the record. */
export function TableCards<Row>(
  props: Pick<
    TableProps<Row>,
    'rows' | 'keyOf' | 'nameOf' | 'card' | 'cardFoot' | 'onOpen' | 'empty'
  >,
) {
  const { rows = [], keyOf, nameOf, card, cardFoot, onOpen, empty } = props
  return (
    <ul class="cards">
      {rows.map((row) => (
        <li key={keyOf(row)}>
          <div class="card">
            {card?.(row)}
            {onOpen && (
              <button
                type="button"
                class="card-open"
                aria-label={t('ui.open_row', { name: nameOf(row) })}
                onClick={() => onOpen(row)}
              />
            )}
          </div>
          {cardFoot?.(row)}
        </li>
      ))}
      {rows.length === 0 && <li>{empty}</li>}
    </ul>
  )
}
