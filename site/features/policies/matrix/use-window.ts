import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** Heights in pixels, as `editor.css` sets them. */
const ROW_HEIGHT = 35
const HEAD_ROW = 31
/** Rows drawn beyond the edge, so that scrolling shows no gap. */
const AHEAD = 8
/** So many rows are drawn whole: the browser's own search finds them all. */
const WHOLE_MAX = 60

/**
 * The rows in sight of a scrolling table, so that thousands of cells cost as much as dozens. `row` and
 * `column` are kept in sight when they change.
 */
export function useWindow(
  rows: number,
  headRows: number,
  active: { row: number; column: number },
  rowHeight = ROW_HEIGHT,
) {
  const scroller = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(640)
  const isWhole = rows <= WHOLE_MAX
  const first = isWhole ? 0 : Math.max(0, Math.floor(top / rowHeight) - AHEAD)
  const last = isWhole ? rows : Math.min(rows, Math.ceil((top + height) / rowHeight) + AHEAD)

  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    setHeight(box.clientHeight)
    const head = headRows * HEAD_ROW
    const [from, to] = [active.row * rowHeight, (active.row + 1) * rowHeight]
    if (from < box.scrollTop) box.scrollTop = from
    else if (to + head > box.scrollTop + box.clientHeight)
      box.scrollTop = to + head - box.clientHeight
    setTop(box.scrollTop)
  }, [active.row, headRows, rows])
  useLayoutEffect(() => {
    const box = scroller.current
    const cell = box?.querySelector<HTMLElement>(`td[data-column="${active.column}"]`)
    const side = box?.querySelector<HTMLElement>('tbody th')?.offsetWidth ?? 0
    if (!box || !cell) return
    const left = cell.offsetLeft
    if (left - side < box.scrollLeft) box.scrollLeft = left - side
    else if (left + cell.offsetWidth > box.scrollLeft + box.clientWidth)
      box.scrollLeft = left + cell.offsetWidth - box.clientWidth
  }, [active.column])
  return {
    scroller,
    first,
    last,
    /** The space of the rows that are not drawn. */
    before: first * rowHeight,
    after: (rows - last) * rowHeight,
    onScroll: () => !isWhole && setTop(scroller.current?.scrollTop ?? 0),
  }
}
