import { useState } from 'preact/hooks'
import { wasFirst } from './catalog-words.ts'

type Row = { version: number }

/**
 * The row on which a draft is based: as it was when the dialog opened, although the list under it follows
 * live. After a conflict, which shows the row as it is now, the next save is based on that one.
 */
export function useSeen<R extends Row | undefined>(row: R) {
  const [first] = useState(row)
  const [isOvertaken, setOvertaken] = useState(false)
  return {
    /** As the person first saw it. */
    first,
    version: (isOvertaken ? row : first)?.version ?? 0,
    isOvertaken,
    /** To be told of a failed save. */
    failed: (error: unknown) => {
      if (wasFirst(error)) setOvertaken(true)
    },
  }
}

/** The fields of a draft that the person changed, so that nobody else's are written back. */
export const changedOf = <Values extends object>(now: Values, before: Values): Partial<Values> =>
  // Each key keeps its own value; only some are left out.
  Object.fromEntries(
    Object.entries(now).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof Values]),
    ),
  ) as Partial<Values>
