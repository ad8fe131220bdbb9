// What one version of a policy changes against another, as its reader sees both.

type Cell<C> = { carrier: C; bandWon: number; months: number; amountWon: number }

/** The amounts that differ, in the order of the newer table; null: no price. */
export function amountsBetween<C extends string>(
  before: readonly Cell<C>[],
  after: readonly Cell<C>[],
) {
  const keyOf = ({ carrier, bandWon, months }: Cell<C>) => `${carrier} ${bandWon} ${months}`
  const was = new Map(before.map((cell) => [keyOf(cell), cell]))
  const is = new Map(after.map((cell) => [keyOf(cell), cell]))
  return [...new Map([...is, ...was])].flatMap(([key, { carrier, bandWon, months }]) => {
    const [old, now] = [was.get(key)?.amountWon ?? null, is.get(key)?.amountWon ?? null]
    return old === now ? [] : [{ carrier, bandWon, months, before: old, after: now }]
  })
}

/** The terms that differ. Both versions have all of them. */
export const termsBetween = (
  before: Readonly<Record<string, string | number>>,
  after: Readonly<Record<string, string | number>>,
) =>
  Object.entries(after).flatMap(([key, now]) => {
    const old = before[key]
    return old === undefined || old === now ? [] : [{ key, before: old, after: now }]
  })

type FormChange = { key: string; change: 'added' | 'removed' | 'changed' }
type Field = { key: string; required: boolean; label?: string; help?: string }

/** The fields of the order form that came, went or read otherwise. */
export function formBetween(before: readonly Field[], after: readonly Field[]) {
  const was = new Map(before.map((field) => [field.key, field]))
  const is = new Map(after.map((field) => [field.key, field]))
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key): FormChange[] => {
    const [old, now] = [was.get(key), is.get(key)]
    if (!old) return [{ key, change: 'added' }]
    if (!now) return [{ key, change: 'removed' }]
    const isSame = old.required === now.required && old.label === now.label && old.help === now.help
    return isSame ? [] : [{ key, change: 'changed' }]
  })
}
