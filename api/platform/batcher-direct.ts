import type { Batcher } from './platform.ts'

/** Workers share no memory between requests, so each item is a batch of its own. */
export function directBatcher(): Batcher {
  return { add: (_, item, runBatch) => alone(item, runBatch) }
}

export async function alone<Item, Result>(
  item: Item,
  runBatch: (items: Item[]) => Promise<PromiseSettledResult<Result>[]>,
): Promise<Result> {
  const [outcome] = await runBatch([item])
  if (!outcome) throw new Error('A batch must answer every item.')
  if (outcome.status === 'rejected') throw outcome.reason
  return outcome.value
}
