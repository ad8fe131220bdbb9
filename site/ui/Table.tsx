import { useMemo, useRef, useState } from 'preact/hooks'
import { t } from '../lib/i18n/t.ts'
import type { KeyId } from '../lib/key-table.ts'
import { keyOf as pressedOf, useShortcuts } from '../lib/shortcuts.ts'
import { Checkbox } from './Checkbox.tsx'
import { useHeldFocus } from './held-focus.ts'
import { SkeletonRows } from './Skeleton.tsx'
import { TableCards } from './TableCards.tsx'
import { TableHead } from './TableHead.tsx'
import type { TableProps } from './table-types.ts'

const MANY = 200
const PRIORITY = { 1: '', 2: 'max-md:hidden', 3: 'max-lg:hidden' } as const

/**
 * A list as a real table: sticky head, server-side sort, selection, one tab stop for the rows with J/K or
 * arrows between them, Enter to open, X to select. On a phone it is a list of cards.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, columns, rows, keyOf, nameOf, selection, current, onOpen, card } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const [cursor, setCursor] = useState<string | undefined>(undefined)
  const find = (key: string | undefined) => key && rows?.find((row) => keyOf(row) === key)
  const stop = find(cursor) || find(current) || rows?.[0]
  const hold = useHeldFocus(body, rows)
  const width = columns.length + (selection ? 1 : 0)

  const focusRow = (index: number) => {
    const row = rows?.[index]
    if (!row) return
    setCursor(keyOf(row))
    body.current?.rows[index]?.focus()
    // With a record open, the pane follows the focused row.
    if (current !== undefined && !props.onCursor) onOpen?.(row)
  }
  const keys = (event: KeyboardEvent, row: Row, index: number) => {
    // Controls inside a row keep their own keys.
    if (event.target !== event.currentTarget || event.isComposing) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const acts = {
      next: () => focusRow(index + 1),
      down: () => focusRow(index + 1),
      previous: () => focusRow(index - 1),
      up: () => focusRow(index - 1),
      first: () => focusRow(0),
      last: () => focusRow((rows?.length ?? 0) - 1),
      open: onOpen && (() => onOpen(row)),
      select: selection && (() => selection.toggle(keyOf(row), false)),
      range: selection && (() => selection.toggle(keyOf(row), true)),
    }
    const own = props.keys && pressedOf(event, Object.keys(props.keys) as KeyId[])
    const pressed = pressedOf(event, ROW_KEYS)
    const act = own ? () => props.keys?.[own]?.(row) : pressed && acts[pressed]
    if (!act) return
    event.preventDefault()
    act()
  }

  const at = rows && stop ? rows.indexOf(stop) : -1
  // Keys reach the list from anywhere on the page; beside an open record they start from its row.
  const step = current !== undefined && cursor === undefined ? 1 : 0
  useShortcuts(
    useMemo(
      () => ({ next: () => focusRow(at + step), previous: () => focusRow(at - step) }),
      [rows, at, step],
    ),
    at >= 0,
  )

  return (
    <>
      <table
        class={`table${props.wide ? ' wide' : ''}${card ? ' has-cards' : ''}${(rows?.length ?? 0) > MANY ? ' many' : ''}`}
        aria-busy={rows === undefined}
      >
        <caption class="vh">{caption}</caption>
        <TableHead {...props} />
        {rows === undefined && <SkeletonRows rows={props.skeletonRows ?? 8} columns={width} />}
        {rows?.length === 0 && (
          <tbody>
            <tr>
              <td colSpan={width}>{props.empty}</td>
            </tr>
          </tbody>
        )}
        {rows !== undefined && rows.length > 0 && (
          <tbody ref={body} {...hold}>
            {rows.map((row, index) => {
              const key = keyOf(row)
              const picked = selection?.has(key) ?? false
              const look = `${onOpen ? 'opens' : ''}${picked ? ' is-selected' : ''}${key === current ? ' is-current' : ''}`
              return (
                <tr
                  key={key}
                  class={`${look} ${props.rowClass?.(row) ?? ''}`}
                  tabIndex={row === stop ? 0 : -1}
                  aria-current={key === current ? 'true' : undefined}
                  onFocusIn={() => {
                    setCursor(key)
                    props.onCursor?.(row)
                  }}
                  onKeyDown={(event) => keys(event, row, index)}
                  onClick={(event) => {
                    if (isControl(event.target)) return
                    if (event.shiftKey && selection) selection.toggle(key, true)
                    else onOpen?.(row)
                  }}
                >
                  {selection && (
                    <td class="pick">
                      <Checkbox
                        checked={picked}
                        label={t('ui.select_row', { name: nameOf(row) })}
                        onClick={(event) => selection.toggle(key, event.shiftKey)}
                      />
                    </td>
                  )}
                  {columns.map((column) => (
                    <td
                      key={column.id}
                      class={`${column.align === 'num' ? 'num' : ''} ${PRIORITY[column.priority ?? 1]} ${column.class ?? ''}`}
                    >
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        )}
        {props.foot && rows && rows.length > 0 && <tfoot>{props.foot}</tfoot>}
      </table>
      {card && rows && <TableCards {...props} />}
    </>
  )
}

const ROW_KEYS = [
  'next',
  'down',
  'previous',
  'up',
  'first',
  'last',
  'open',
  'select',
  'range',
] as const

const isControl = (target: EventTarget | null) =>
  target instanceof Element && target.closest('a, button, input, label, select') !== null
