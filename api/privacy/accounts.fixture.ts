import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { nullable, type RowOf, text } from '#db/values.ts'
import { runJob } from '#jobs/run.ts'
import { enqueueDue } from '#jobs/schedule.ts'
import { c2Order, openWorld } from '#tests/world.ts'

const KEPT = { keyId: nullable(text), sealed: nullable(text), last4: text }
export type Kept = RowOf<typeof KEPT>

/** A world in which shop R1 places orders with account numbers. */
export async function openAccounts() {
  const world = await openWorld({ connections: 4 })
  const { platform } = world
  const { db } = platform

  async function openShop() {
    const tree = await world.mintTree()
    const { hq, a, r1 } = tree
    const policyId = await tree.publish()
    await a.admin.put(`policies/${policyId}/agency-rates`, {
      basedOn: 1,
      cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 100_000 }],
    })
    const period = { start: '2026-11-01', end: '2028-12-31' }
    const give = (companyId: string) => ({ period, items: [{ companyId, amountWon: 90_000_000 }] })
    await hq.admin.post('rebates/allocations', give(a.id))
    await a.admin.post('rebates/distributions', give(r1.id))
    const place = async (account: string) => {
      const form = {
        birth_date: '1991-03-02',
        device_model: '갤럭시 S26',
        previous_carrier: 'kt',
        bill_method: 'bank',
        bank_name: '국민은행',
        account_holder: '홍길동',
        account_number: account,
      }
      const placed = await r1.staff.post('orders', c2Order(policyId, tree.skt99, { form }))
      if (placed.status !== 201) throw new Error(placed.text)
      return placed.body.id as string
    }
    return { ...tree, place }
  }

  const kept = async (orderId: string): Promise<Kept | undefined> => {
    const [row] = await rowsOf(
      db,
      sql`select key_id as "keyId", sealed, last4 from order_secrets where order_id = ${orderId}`,
      KEPT,
    )
    return row
  }
  /** Restores an account number, as if the end of the order had not erased it. */
  const missed = async (orderId: string) => {
    const { keyId, sealed } = await platform.vault.seal('110123456789')
    await db.execute(
      sql`update order_secrets set key_id = ${keyId}, sealed = ${sealed} where order_id = ${orderId}`,
    )
  }
  /** Runs the job of the day, or its next attempt. */
  const erase = async () => {
    await enqueueDue(platform)
    const [job] = await rowsOf(
      db,
      sql`select id from jobs where name = 'privacy.erase' and done_at is null and failed_at is null
        order by id desc limit 1`,
      { id: text },
    )
    const outcome = await runJob(platform, job?.id ?? '')
    await platform.settled()
    return outcome.outcome
  }
  const nextDay = () => platform.clock.advance(86_400)
  return { ...world, openShop, kept, missed, erase, nextDay }
}
