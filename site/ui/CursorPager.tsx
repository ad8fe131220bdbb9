import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { setQuery, useQuery } from '../lib/query.ts'
import { Pager } from './Pager.tsx'

type Props = {
  /** The number of rows on this page. */
  rows: number
  pageSize: number
  nextCursor: string | null
  /** The number of rows of the whole filter, where it is counted. */
  count?: number | undefined
  /** Parameters to remove when the page turns, such as the opened record. */
  drop?: readonly string[]
  children?: ComponentChildren
}

/**
 * Paging by the server's cursor, kept in the address as `after` and `page`. The way back is remembered; after
 * entering by a link it leads to the first page.
 */
export function CursorPager(props: Props) {
  const { rows, pageSize, nextCursor, count, drop = [], children } = props
  const query = useQuery()
  const before = useRef<(string | undefined)[]>([])
  const at = Math.max(1, Number(query.page) || 1)
  const from = rows === 0 ? 0 : (at - 1) * pageSize + 1
  const go = (after: string | undefined, page: number) =>
    setQuery(
      {
        ...Object.fromEntries(drop.map((name) => [name, undefined])),
        after,
        page: page > 1 ? String(page) : undefined,
      },
      true,
    )
  const next = () => {
    before.current = [...before.current.slice(0, at - 1), query.after]
    if (nextCursor) go(nextCursor, at + 1)
  }
  const previous = () => {
    const known = before.current.length >= at - 1
    go(known ? before.current[at - 2] : undefined, known ? at - 1 : 1)
  }
  return (
    <Pager
      from={from}
      to={rows === 0 ? 0 : from + rows - 1}
      count={count}
      onNext={nextCursor ? next : undefined}
      onPrevious={at > 1 ? previous : undefined}
    >
      {children}
    </Pager>
  )
}
