import type { Filled } from './filled.ts'
import type { Sample } from './samples.ts'
import type { Tree } from './world.ts'

type Client = Tree['hq']['admin']
/** Sends a valid command and returns its answer. */
type Sent = (
  who: Client,
  method: string,
  path: string,
  body: object,
) => Promise<{ [name: string]: unknown }>

/** Customers of two shops in different lines, of an agency and of the headquarters, with every field. */
type Customers = Record<
  'customer' | 'leaving' | 'cousinCustomer' | 'cousinLeaving' | 'agencyCustomer' | 'hqCustomer',
  number
>
export async function fillCustomers(
  { hq, a, r1, rb }: Tree,
  mark: string,
  sent: Sent,
): Promise<Customers> {
  const register = async (who: Client, nth: number) => {
    const answer = await sent(who, 'POST', '../v1/customers', customerOf(mark, nth))
    return Number(answer.customer_id)
  }
  return {
    customer: await register(r1.staff, 1),
    leaving: await register(r1.staff, 2),
    cousinCustomer: await register(rb.staff, 3),
    cousinLeaving: await register(rb.staff, 4),
    agencyCustomer: await register(a.admin, 5),
    hqCustomer: await register(hq.admin, 6),
  }
}

/** Pairs of the same kind in two lines of one tree. */
export const CUSTOMER_NEIGHBOURS = [
  ['customer', 'cousinCustomer'],
  ['leaving', 'cousinLeaving'],
] as const

const customerOf = (mark: string, nth: number) => ({
  name: `${mark}김하늘`,
  phone: `010-0000-000${nth}`,
  first_visit_date: '2026-11-03',
  region: `${mark}성남`,
  referral_source: `${mark}소개`,
  health_concerns: `${mark}어깨`,
  notes: `${mark}오전`,
  assigned_staff: `${mark}박담당`,
})

const of = (who: Client, method: string, path: string, body?: object): Sample => ({
  route: `${method} /api/v1/customers${path.startsWith('/') ? '/:id' : ''}`,
  who,
  path: `../v1/customers${path}`,
  ...(body && { body }),
})

export function customerCommands({ r1, rb, numbers, mark }: Filled): Sample[] {
  const { customer, leaving, cousinCustomer } = numbers
  return [
    of(r1.staff, 'POST', '', customerOf(mark, 9)),
    of(r1.staff, 'PUT', `/${customer}`, { notes: `${mark}오후`, region: null }),
    of(rb.staff, 'PATCH', `/${cousinCustomer}`, { phone: '01000000008' }),
    of(r1.admin, 'DELETE', `/${leaving}?cascade=false`),
  ]
}

export function customerReads({ hq, a, r1, rb, numbers, mark }: Filled): Sample[] {
  const search = encodeURIComponent(`${mark}김`)
  const filters = `first_visit_from=2026-11-01&first_visit_to=2026-11-30&region=${encodeURIComponent(mark)}`
  return [
    of(r1.staff, 'GET', ''),
    of(rb.admin, 'GET', '?skip=1&limit=1'),
    of(r1.admin, 'GET', `?search=${search}&${filters}&sort_by=name&sort_order=asc`),
    of(a.admin, 'GET', ''),
    of(hq.admin, 'GET', '?limit=2&membership_level=vip&unknown=1'),
    of(r1.staff, 'GET', `/${numbers.customer}`),
    of(rb.staff, 'GET', `/${numbers.cousinCustomer}?detailed=false`),
    // Days on which nobody called: the answer to any other question changes with each call of a test.
    {
      route: 'GET /api/v2/v1-usage',
      who: hq.admin,
      path: 'v1-usage?from=2026-10-01&to=2026-10-31',
    },
  ]
}
