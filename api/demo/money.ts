import { lastDayOf, monthRange } from '../calendar.ts'
import { AppError } from '../errors.ts'
import type { Platform } from '../platform/platform.ts'
import { allocateBudget, distributeBudget } from '../rebates/commands.ts'
import { approveLines, payLines } from '../settlements/commands.ts'
import { type DemoTree, once } from './network.ts'
import type { Story } from './story.ts'

/** The budget, in won, for a month with one order a day. */
const MONTH_OF_ONE_A_DAY_WON = 14_000_000
const round = (won: number) => Math.ceil(won / 100_000) * 100_000

/** On the first of a month HQ allocates budget, and agencies distribute most of it. */
export async function grantMonth(platform: Platform, tree: DemoTree, month: string): Promise<void> {
  const period = { start: `${month}-01`, end: lastDayOf(month) }
  const items = tree.agencies.map(({ actor, shops }) => ({
    companyId: actor.companyId,
    amountWon: round(shops.reduce((sum, { busy }) => sum + busy, 0) * MONTH_OF_ONE_A_DAY_WON * 1.2),
  }))
  await allocateBudget(once(platform, tree.hq), { period, items, note: `${month} 한도` })
  for (const { actor, shops } of tree.agencies)
    await distributeBudget(once(platform, actor), {
      period,
      note: '',
      items: shops.map((shop) => ({
        companyId: shop.actor.companyId,
        amountWon: round(shop.busy * MONTH_OF_ONE_A_DAY_WON),
      })),
    })
}

/**
 * A month's lines are approved on the 5th of the next month and paid on the 25th, by HQ and by each agency.
 */
export function settleMonth(platform: Platform, story: Story, tree: DemoTree, month: string): void {
  const after = monthRange(month).to.getTime()
  const on = (day: number) => new Date(after + (day - 1) * 86_400_000 + 10 * 3_600_000)
  const payers = [tree.hq, ...tree.agencies.map(({ actor }) => actor)]
  story.at(on(5), () =>
    each(payers, (actor) => approveLines(once(platform, actor), { lines: { month } })),
  )
  story.at(on(25), () =>
    each(payers, (actor) =>
      payLines(once(platform, actor), {
        lines: { month },
        paidOn: on(25).toISOString().slice(0, 10),
        method: 'transfer',
        reference: `이체-${month.replace('-', '')}`,
      }),
    ),
  )
}

/** Runs for one payer after another; skips payers without anything to settle. */
async function each<T>(payers: T[], run: (payer: T) => Promise<unknown>) {
  for (const payer of payers)
    await run(payer).catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error
    })
}
