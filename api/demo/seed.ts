import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { integer } from '#db/values.ts'
import { addMonths, monthRange, seoulMonth } from '../calendar.ts'
import { markRead } from '../notifications/commands.ts'
import { listNotifications } from '../notifications/queries.ts'
import type { Platform } from '../platform/platform.ts'
import { grantMonth, settleMonth } from './money.ts'
import { ctxOf, type DemoTree, makeTree } from './network.ts'
import { letPeopleCome } from './newcomers.ts'
import { takeOrder } from './orders.ts'
import { dice, type Hq, TREES } from './people.ts'
import { type DemoPolicy, publishDemoPolicies } from './policies.ts'
import { publishDemoNotice, readPolicies } from './readings.ts'
import { type Story, story } from './story.ts'

const DAY_MS = 86_400_000
const MONTHS_BEFORE = 2
/** Ages in minutes of the pending orders, which the shops place in turn. */
const WAITING_MINUTES = [134, 112, 91, 58, 44, 41, 32, 12, 4]
/** Hours of the Seoul day at which shops take orders. */
const OPEN_HOURS = [10, 12, 14, 16, 18]

/**
 * Fills an empty database with two networks and three months of data, by the commands of the application and
 * with a clock that runs up to now. It takes many transactions, so the caller must discard a half-filled
 * database.
 */
export async function seedDemo(real: Platform, say: (text: string) => void): Promise<void> {
  say('Making the demo: two networks and three months of orders …')
  const end = real.clock.now()
  const firstMonth = addMonths(seoulMonth(end), -MONTHS_BEFORE)
  for (const [i, tree] of TREES.entries()) {
    await seedTree(real, tree, i + 1, firstMonth, end)
    say(`… ${i + 1} of ${TREES.length}`)
  }
  const [made] = await rowsOf(real.db, sql`select count(*)::int as orders from orders`, {
    orders: integer,
  })
  say(`… ${made?.orders ?? 0} orders are there.`)
}

async function seedTree(real: Platform, hq: Hq, seed: number, firstMonth: string, end: Date) {
  const { from } = monthRange(firstMonth)
  let now = new Date(from.getTime() - DAY_MS)
  const platform: Platform = {
    ...real,
    clock: { now: () => now },
    // There are no listeners yet, and live events about the past would be wrong.
    realtime: { publish: async () => {} },
    mail: { configured: false, send: async () => {} },
  }
  const timeline = story(dice(seed * 7919), (moment) => {
    now = moment
  })
  const tree = await makeTree(platform, hq, seed)
  const policies = await publishDemoPolicies(platform, tree, firstMonth)
  await readPolicies(platform, tree, policies)
  for (let i = 0; i <= MONTHS_BEFORE; i++) {
    const month = addMonths(firstMonth, i)
    timeline.at(monthRange(month).from, () => grantMonth(platform, tree, month))
    settleMonth(platform, timeline, tree, month)
  }
  openShops(platform, timeline, tree, policies, from, end)
  await timeline.tell(end)
  await publishDemoNotice(platform, tree)
  await readInboxes(platform, tree)
  const setNow = (moment: Date) => {
    now = moment
  }
  await leaveWaiting(platform, timeline, tree, policies, end, setNow)
  if (hq.newcomers) await letPeopleCome(platform, tree, end, setNow)
}

/** Every shop takes orders during its open hours, `busy` a day on average. */
function openShops(
  platform: Platform,
  timeline: Story,
  tree: DemoTree,
  policies: DemoPolicy[],
  from: Date,
  end: Date,
) {
  const shops = tree.agencies.flatMap((agency) => agency.shops)
  for (let day = from.getTime(); day < end.getTime(); day += DAY_MS)
    for (const hour of OPEN_HOURS)
      for (const shop of shops) {
        if (timeline.roll() > shop.busy / OPEN_HOURS.length) continue
        timeline.at(new Date(day + hour * 3_600_000), () =>
          takeOrder(platform, timeline, tree, policies, shop, false),
        )
      }
}

/** Marks everything before today's last orders as read. */
async function readInboxes(platform: Platform, tree: DemoTree) {
  const people = [
    tree.hq,
    ...tree.agencies.flatMap(({ actor, shops }) => [actor, ...shops.map((shop) => shop.actor)]),
  ]
  for (const actor of people) {
    const ctx = ctxOf(platform, actor)
    const [newest] = (await listNotifications(ctx, { limit: 1 })).items
    if (newest) await markRead(ctx, { upToId: newest.id })
  }
}

async function leaveWaiting(
  platform: Platform,
  timeline: Story,
  tree: DemoTree,
  policies: DemoPolicy[],
  end: Date,
  setNow: (moment: Date) => void,
) {
  const shops = tree.agencies.flatMap((agency) => agency.shops)
  for (const [i, minutes] of WAITING_MINUTES.entries()) {
    const shop = shops[(i * 3) % shops.length]
    setNow(new Date(end.getTime() - minutes * 60_000))
    if (shop) await takeOrder(platform, timeline, tree, policies, shop, true)
  }
}
