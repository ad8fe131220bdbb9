import { sql } from 'drizzle-orm'
import { addCustomer, cash, packageOf, serviceTypeOf } from './service-samples.ts'
import { openWorld, type Tree, type World } from './world.ts'

export type Salon = Awaited<ReturnType<typeof openSalon>>
type Client = Tree['hq']['admin']

/** A shop that offers three services to its customers, for tests of what it sells and delivers. */
export async function openSalon(options: Parameters<typeof openWorld>[0] = {}) {
  const world = await openWorld(options)
  const tree = await world.mintTree()
  const { r1 } = tree
  const done = async (who: Client, path: string, body: object) => {
    const { status, body: answer, text } = await who.post(path, body)
    if (status !== 201) throw new Error(`${path}: ${text}`)
    return answer
  }
  const offer = async (code: string, name: string, abbreviation: string) =>
    Number((await done(r1.admin, 'service-types', serviceTypeOf(code, name, abbreviation))).id)
  const brain = await offer('brain', '브레인', '브')
  const pulse = await offer('pulse', '펄스', '펄')
  const lymph = await offer('lymph', '림프', '림')
  let packs = 0
  return {
    ...{ world, tree, shop: r1, brain, pulse, lymph, done },
    customer: (name = '손님', companyId = r1.id) => addCustomer(world, companyId, name),
    /** Sells a new package; without parts all its sessions are of any service. */
    sell: async (
      customerId: number,
      parts: { serviceTypeId: number; sessions: number }[],
      change: object = {},
      purchasedOn = '2026-11-20',
    ): Promise<number> => {
      const pack = await done(r1.admin, 'packages', packageOf(`상품 ${++packs}`, parts, change))
      const sale = { customerId, purchasedOn, payment: cash }
      return (await done(r1.staff, `packages/${pack.id}/sales`, sale)).purchase.id
    },
    session: (
      customerId: number,
      serviceTypeId: number,
      purchaseId: number | null,
      change: object = {},
    ) =>
      r1.staff.post('service-sessions', {
        ...{ customerId, serviceTypeId, purchaseId, servedOn: '2026-11-20', ...change },
      }),
    purchase: async (id: number) => {
      const { body } = await r1.staff.get('packages/purchases?limit=100')
      return body.items.find((each: { id: number }) => each.id === id)
    },
  }
}

/** Sets the counters of a purchase as if so many sessions had been taken before. */
export const usedBefore = (world: World, purchaseId: number, used: number) =>
  world.platform.db.execute(
    sql`update package_purchases set used_sessions = ${used} where purchase_id = ${purchaseId}`,
  )
