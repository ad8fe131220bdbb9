import { useEffect, useMemo, useState } from 'preact/hooks'
import { nameOf } from '#api/policies/axes.ts'
import type { Matrix } from './dimensions.ts'
import { type Content, type Entry, entryName } from './entry.ts'
import { blockersOf, inReadingOrder, type Problem, slipsIn } from './problems.ts'
import type { View } from './view.ts'

/**
 * The problems of the whole matrix in reading order. They are sought once the screen has shown the change:
 * among thousands of cells that takes longer than a key may.
 */
export function useProblems(matrix: Matrix, lowestWon: number, view: View) {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const [found, setFound] = useState<readonly Problem[]>([])
  useEffect(() => {
    const seek = () => {
      const next = inReadingOrder(
        [...blockersOf(matrix, lowestWon), ...slipsIn(matrix.entries)],
        view,
      )
      // An edit that settles and causes nothing leaves the grid as it is drawn.
      setFound((now) => (JSON.stringify(now) === JSON.stringify(next) ? now : next))
    }
    const later = setTimeout(seek, 0)
    return () => clearTimeout(later)
  }, [matrix.entries, matrix.deviceGroups, view, lowestWon])
  const problems = useMemo(() => found.filter(({ key }) => !kept.has(key)), [found, kept])
  const byName = useMemo(
    () => new Map(problems.map((problem) => [nameOf(problem.axes), problem])),
    [problems],
  )
  return { problems, byName, keep: ({ key }: Problem) => setKept(new Set([...kept, key])) }
}

/** The contents of the version in force, by the names of their cells. */
export const useBefore = (entries: readonly Entry[] | undefined): ReadonlyMap<string, Content> =>
  useMemo(
    () => new Map((entries ?? []).map((entry) => [entryName(entry), entry.content])),
    [entries],
  )
