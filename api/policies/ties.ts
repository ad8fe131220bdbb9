import { type Axes, axesOf, bitsOf, contains, deviceAxis, keyAt, nameOf, planAxis } from './axes.ts'

export type Tie = { first: Axes; second: Axes; exact: Axes }

/**
 * Pairs of cells that fit one order and of which neither is more specific, where no exact cell decides: one
 * that fixes everything that either fixes. At most `max` of them.
 */
export function tiesIn(
  cells: readonly Axes[],
  groupOfDevice: ReadonlyMap<string, string>,
  max: number,
): Tie[] {
  const ties: Tie[] = []
  const names = new Set(cells.map(nameOf))
  const layers = Map.groupBy(cells, bitsOf)
  const pairs = [...layers].flatMap(([bits, first], i) =>
    [...layers]
      .slice(i + 1)
      .flatMap(([others, second]) =>
        contains(bits, others) || contains(others, bits) ? [] : [{ bits, others, first, second }],
      ),
  )
  for (const { bits, others, first, second } of pairs) {
    const shared = sharedKey(bits, others, groupOfDevice)
    const partners = Map.groupBy(second, shared)
    for (const one of first)
      for (const other of partners.get(shared(one)) ?? []) {
        const exact = joined(one, other)
        if (names.has(nameOf(exact))) continue
        ties.push({ first: one, second: other, exact })
        // The pairs that an exact cell decides are at most as many as the cells, so this ends soon.
        if (ties.length >= max) return ties
      }
  }
  return ties
}

/**
 * Two cells fit one order if they agree on every axis that both fix. A model agrees with its group. Whether a
 * group of plans lies in a band depends on fees, so the two are taken to agree.
 */
function sharedKey(bits: number, others: number, groupOfDevice: ReadonlyMap<string, string>) {
  const plan = planAxis(bits) === planAxis(others) ? planAxis(bits) : undefined
  const device = deviceAxis(bits & others)
  return (cell: Axes): string => {
    const byGroup = cell.deviceGroup ?? groupOfDevice.get(cell.deviceId ?? '')
    const ofDevice = device === 'deviceGroup' ? byGroup : device && cell[device]
    return `${plan && cell[plan]}\n${ofDevice}\n${keyAt(bits & others & ~PAIRED, cell)}`
  }
}
const PAIRED = bitsOf({ carrier: 'all', planGroup: '', deviceId: '' })

/** What both fix together; of a model and its group the model. */
function joined(one: Axes, other: Axes): Axes {
  const carrier = one.carrier === 'all' ? other.carrier : one.carrier
  const all = { ...axesOf(other), ...axesOf(one), carrier }
  const { planGroup, bandWon, deviceGroup, deviceId, ...rest } = all
  return axesOf({
    ...rest,
    ...(planGroup === undefined ? { bandWon } : { planGroup }),
    ...(deviceId === undefined ? { deviceGroup } : { deviceId }),
  })
}
