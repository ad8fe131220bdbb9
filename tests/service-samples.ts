import { sql } from 'drizzle-orm'
import { customers } from '#db/schema/customers.ts'
import type { Filled } from './filled.ts'
import type { Sample } from './samples.ts'
import type { Tree, World } from './world.ts'

type Client = Tree['hq']['admin']
type Sent = (
  who: Client,
  method: string,
  path: string,
  body: object,
) => Promise<{ [name: string]: unknown }>

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

/** Ids of different kinds begin apart, so that a number names one record of a tree. */
const APART = {
  service_types_service_type_id_seq: 10_000,
  packages_package_id_seq: 20_000,
  package_purchases_purchase_id_seq: 30_000,
}
async function separateIds({ platform }: World) {
  for (const [sequence, first] of Object.entries(APART))
    await platform.db.execute(
      sql`select setval(${sequence}::regclass, greatest(nextval(${sequence}::regclass), ${first}))`,
    )
}

type Customers = { customer: number; cousinCustomer: number }

/** Two shops of different lines with a service, a package, a purchase of it, its payment and a session. */
export async function fillServices(
  world: World,
  { r1, rb }: Tree,
  mark: string,
  sent: Sent,
  { customer, cousinCustomer }: Customers,
) {
  await separateIds(world)
  const open = async ({ admin, staff }: Tree['r1'], customerId: number) => {
    const brain = serviceTypeOf('brain', `${mark}브레인`, '브')
    const type = Number((await sent(admin, 'POST', 'service-types', brain)).id)
    const parts = [{ serviceTypeId: type, sessions: 10 }]
    const pack = (await sent(admin, 'POST', 'packages', packageOf(`${mark}열 번`, parts))).id
    const sale = { customerId, purchasedOn: '2026-11-20', payment: cash }
    const { purchase } = await sent(staff, 'POST', `packages/${pack}/sales`, sale)
    // The answer to a sale has a purchase.
    const { id } = purchase as { id: number }
    await sent(staff, 'POST', 'service-sessions', {
      ...{ customerId, serviceTypeId: type, purchaseId: id },
      ...{ servedOn: '2026-11-20', details: `${mark}메모` },
    })
    return { type, pack: Number(pack), purchase: id }
  }
  const own = await open(r1, customer)
  const cousin = await open(rb, cousinCustomer)
  return {
    ...{ serviceType: own.type, pack: own.pack, purchase: own.purchase },
    cousinServiceType: cousin.type,
    cousinPack: cousin.pack,
    cousinPurchase: cousin.purchase,
  }
}

/** Pairs of the same kind in two lines of one tree. */
export const SERVICE_NEIGHBOURS = [
  ['serviceType', 'cousinServiceType'],
  ['pack', 'cousinPack'],
  ['purchase', 'cousinPurchase'],
] as const

export function serviceCommands({ numbers, r1, mark }: Filled): Sample[] {
  const { customer: customerId, serviceType: serviceTypeId } = numbers
  const { pack: packageId, purchase: purchaseId } = numbers
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
    ...['services', 'services/usage'].map((route) => ({
      ...{ route: `POST /api/v1/${route}`, who: r1.staff, path: `../v1/${route}` },
      body: {
        ...{ customer_id: customerId, service_date: '2026-11-22', service_type: 'brain' },
        ...{ service_type_id: serviceTypeId, package_id: purchaseId, session_number: 3 },
        session_details: `${mark}셋째`,
      },
    })),
    {
      ...{ route: 'POST /api/v1/payments', who: r1.staff, path: '../v1/payments' },
      body: {
        ...{ customer_id: customerId, payment_date: '2026-11-22', amount: '150000.00' },
        ...{ payment_method: 'card', payment_type: 'single', payment_status: 'completed' },
        ...{ approval_number: '30012347', card_holder_name: `${mark}손님` },
        ...{ payment_staff: `${mark}직원`, notes: `${mark}메모`, reference_type: `${mark}주문` },
        ...{ purchase_type: 'new', purchase_order: 1 },
      },
    },
  ]
}

export function serviceReads({ numbers, r1, mark }: Filled): Sample[] {
  const { customer: customerId, serviceType: serviceTypeId } = numbers
  const get = (path: string, route = path.split('?')[0]): Sample => ({
    ...{ route: `GET /api/v2/${route}`, who: r1.staff, path },
  })
  const old = (route: string, query = ''): Sample => ({
    ...{ route: `GET /api/v1/${route}`, who: r1.staff, path: `../v1/${route}${query}` },
  })
  const days = 'from=2026-11-01&to=2026-11-30'
  const oldDays = 'date_from=2026-11-01&date_to=2026-11-30'
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
    old('services'),
    old('services', `?customer_id=${customerId}&service_type_id=${serviceTypeId}&${oldDays}`),
    old('services/usage', '?skip=1&limit=1&unknown=1'),
    old('payments'),
    old('payments', `?customer_id=${customerId}&${oldDays}&search=${encodeURIComponent(mark)}`),
    old('payments', '?payment_method=cash&payment_status=completed&skip=1&limit=1'),
  ]
}
