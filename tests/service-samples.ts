import { customers } from '#db/schema/customers.ts'
import type { Filled } from './filled.ts'
import type { Sample } from './samples.ts'
import type { Tree, World } from './world.ts'

type Client = Tree['hq']['admin']
type Sent = (who: Client, method: string, path: string, body?: object) => Promise<{ id: number }>

export const serviceTypeOf = (code: string, name: string, abbreviation: string) => ({
  ...{ code, name, abbreviation, description: name, durationMinutes: 60 },
  ...{ priceWon: 150_000, color: '#1a73e8' },
})
export const packageOf = (
  name: string,
  services: { serviceTypeId: number; sessions: number }[],
  change: object = {},
) => ({
  ...{ name, description: name, priceWon: 1_200_000, validDays: 90 },
  totalSessions: services.reduce((sum, { sessions }) => sum + sessions, 0) || 10,
  services,
  ...change,
})
export const cash = { method: 'cash' } as const

/** A customer of a company, as the database keeps them. */
export async function addCustomer(world: World, companyId: string, name: string): Promise<number> {
  const at = world.platform.clock.now()
  const [row] = await world.platform.db
    .insert(customers)
    .values({ companyId, name, phone: '010-0000-1234', createdAt: at, updatedAt: at })
    .returning({ id: customers.customerId })
  if (!row) throw new Error('no customer')
  return row.id
}

/** A shop with a service, a package, a customer who bought it, a payment and a session. */
export async function fillServices(world: World, tree: Tree, mark: string, sent: Sent) {
  const { r1 } = tree
  const customerId = await addCustomer(world, r1.id, `${mark}손님`)
  const type = await sent(
    r1.admin,
    'POST',
    'service-types',
    serviceTypeOf('brain', `${mark}브레인`, '브'),
  )
  const parts = [{ serviceTypeId: type.id, sessions: 10 }]
  const pack = await sent(r1.admin, 'POST', 'packages', packageOf(`${mark}열 번`, parts))
  const sale = await sent(r1.staff, 'POST', `packages/${pack.id}/sales`, {
    ...{ customerId, purchasedOn: '2026-11-20', payment: cash },
  })
  // The answer of a sale is not a record but two.
  const { purchase } = sale as unknown as { purchase: { id: number } }
  const session = await sent(r1.staff, 'POST', 'service-sessions', {
    ...{ customerId, serviceTypeId: type.id, purchaseId: purchase.id },
    ...{ servedOn: '2026-11-20', details: `${mark}메모` },
  })
  return {
    ...{ customerId, serviceTypeId: type.id, packageId: pack.id },
    ...{ purchaseId: purchase.id, sessionId: session.id },
  }
}

export function serviceCommands({ services, r1, mark }: Filled): Sample[] {
  const { customerId, serviceTypeId, packageId, purchaseId } = services
  const command = (
    who: Client,
    method: string,
    path: string,
    body: object,
    route = path,
  ): Sample => ({ route: `${method} /api/v2/${route}`, who, path, body })
  const pulse = serviceTypeOf('pulse', `${mark}펄스`, '펄')
  const brain = serviceTypeOf('brain', `${mark}새 브레인`, '브')
  const parts = [{ serviceTypeId, sessions: 4 }]
  return [
    command(r1.admin, 'POST', 'service-types', pulse),
    command(
      r1.admin,
      'PUT',
      `service-types/${serviceTypeId}`,
      { version: 1, ...brain, active: true },
      'service-types/:id',
    ),
    command(r1.admin, 'POST', 'packages', packageOf(`${mark}네 번`, parts)),
    command(
      r1.admin,
      'PUT',
      `packages/${packageId}`,
      { version: 1, ...packageOf(`${mark}다섯 번`, parts), active: true },
      'packages/:id',
    ),
    command(
      r1.staff,
      'POST',
      `packages/${packageId}/sales`,
      {
        ...{ customerId, purchasedOn: '2026-11-20' },
        payment: {
          ...{ method: 'card', approvalNumber: '30012345', cardHolderName: `${mark}손님` },
          ...{ staff: `${mark}직원`, purchaseType: 'renewal', purchaseOrder: 2 },
          notes: `${mark}메모`,
        },
      },
      'packages/:id/sales',
    ),
    command(r1.staff, 'POST', 'payments', {
      ...{ customerId, paidOn: '2026-11-20', amountWon: 150_000, type: 'single' },
      ...{ status: 'completed', method: 'card', approvalNumber: '30012346' },
      ...{ cardHolderName: `${mark}손님`, staff: `${mark}직원`, notes: `${mark}메모` },
      ...{ purchaseType: 'new', purchaseOrder: 1 },
    }),
    command(r1.staff, 'POST', 'service-sessions', {
      ...{ customerId, serviceTypeId, purchaseId, servedOn: '2026-11-21' },
      ...{ details: `${mark}둘째`, sessionNumber: 2 },
    }),
  ]
}

export function serviceReads({ services, r1 }: Filled): Sample[] {
  const { customerId, serviceTypeId } = services
  const get = (path: string, route = path.split('?')[0]): Sample => ({
    ...{ route: `GET /api/v2/${route}`, who: r1.staff, path },
  })
  const days = 'from=2026-11-01&to=2026-11-30'
  return [
    get('service-types'),
    get('service-types?active=true&limit=1&after=1'),
    get('packages'),
    get('packages?active=true&limit=1&after=1'),
    get('packages/purchases'),
    get(`packages/purchases?customerId=${customerId}&status=active&limit=1&after=100000`),
    get('payments'),
    get(`payments?customerId=${customerId}&${days}&method=cash&status=completed&limit=1`),
    get('payments?after=2026-11-30.100000'),
    get('service-sessions'),
    get(`service-sessions?customerId=${customerId}&serviceTypeId=${serviceTypeId}&${days}&limit=1`),
    get('service-sessions?after=2026-11-30.100000'),
  ]
}
