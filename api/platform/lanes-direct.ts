import type { Lanes } from './platform.ts'

/** Where requests share no memory, nothing can share a ride. */
export function directLanes(): Lanes {
  return { ride: (_, item, drive) => alone(item, drive) }
}

export async function alone<Item, Result>(
  item: Item,
  drive: (items: Item[]) => Promise<PromiseSettledResult<Result>[]>,
): Promise<Result> {
  const [outcome] = await drive([item])
  if (!outcome) throw new Error('A drive must answer every item.')
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}
