/** Namespaces that are remembered one by one; with more than that, everything counts as changed. */
const OWED_MAX = 1_000

/** A namespace that is part of every version: bumping it moves them all. */
export const EVERYTHING = '*'

export type Debts = {
  readonly any: boolean
  owe(namespaces: readonly string[]): void
  /** Hands over the owed bumps and forgets them once `bump` resolves, except those owed anew meanwhile. */
  pay(bump: (...namespaces: string[]) => Promise<void>): Promise<void>
}

/** Bumps that an engine did not acknowledge. Plain values, so that an isolate can carry them on. */
export function debts(owedMax = OWED_MAX): Debts {
  /** When each was last owed, as a count: an earlier payment does not pay a later debt. */
  const owed = new Map<string, number>()
  let count = 0

  return {
    get any() {
      return owed.size > 0
    },
    owe: (namespaces) => {
      count += 1
      for (const namespace of namespaces) owed.set(namespace, count)
      if (owed.size <= owedMax) return
      owed.clear()
      owed.set(EVERYTHING, count)
    },
    pay: async (bump) => {
      const paid = [...owed]
      if (paid.length === 0) return
      await bump(...paid.map(([namespace]) => namespace))
      for (const [namespace, at] of paid) if (owed.get(namespace) === at) owed.delete(namespace)
    },
  }
}
