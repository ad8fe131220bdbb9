import { AppError } from '../errors.ts'
import { alone } from './lanes-direct.ts'
import type { Lanes } from './platform.ts'

const BATCH_MAX = 64
const WAITING_MAX = 1024

type Drive = (items: unknown[]) => Promise<PromiseSettledResult<unknown>[]>
type Rider = {
  item: unknown
  drive: Drive
  arrive(result: unknown): void
  fail(reason: unknown): void
}

/**
 * One batch per lane is on its way; who comes meanwhile shares the next one. Nobody waits for
 * company: alone, an item leaves at once. A drive that rejects as a whole must have done nothing;
 * its items then go one by one, so that one bad item fails alone.
 */
export function nodeLanes(): Lanes {
  const waiting = new Map<string, Rider[]>()

  async function run(lane: string, riders: Rider[]) {
    while (riders.length > 0) await carry(riders.splice(0, BATCH_MAX))
    waiting.delete(lane)
  }

  return {
    ride: <Item, Result>(
      lane: string,
      item: Item,
      drive: (items: Item[]) => Promise<PromiseSettledResult<Result>[]>,
    ) =>
      new Promise<Result>((arrive, fail) => {
        const riders = waiting.get(lane)
        if (riders && riders.length >= WAITING_MAX)
          return fail(new AppError('busy', 'Too much is waiting here. Try again in a moment.'))
        // A lane's name stands for one kind of item and one drive, so what goes in as an Item comes
        // out as its Result; the map of all lanes cannot say so.
        const rider = { item, drive, arrive, fail } as unknown as Rider
        if (riders) return void riders.push(rider)
        const first = [rider]
        waiting.set(lane, first)
        void run(lane, first)
      }),
  }
}

async function carry(batch: Rider[]): Promise<void> {
  const [first] = batch
  if (!first) return
  let outcomes: PromiseSettledResult<unknown>[]
  try {
    outcomes = await first.drive(batch.map((rider) => rider.item))
  } catch (error) {
    if (batch.length === 1) return first.fail(error)
    for (const rider of batch) await alone(rider.item, rider.drive).then(rider.arrive, rider.fail)
    return
  }
  for (const [index, rider] of batch.entries()) {
    const outcome = outcomes[index]
    if (outcome?.status === 'fulfilled') rider.arrive(outcome.value)
    else rider.fail(outcome?.reason ?? new Error('A drive must answer every item.'))
  }
}
