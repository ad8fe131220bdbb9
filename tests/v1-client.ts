// A program of v1, written from the documents of the old product alone: it imports nothing of ours, so it breaks where
// the API no longer keeps what those documents say.

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>
type Json = Record<string, unknown>

/** The eleven fields of a customer. */
export type OldCustomer = {
  customer_id: number
  name: string
  phone: string | null
  first_visit_date: string | null
  region: string | null
  referral_source: string | null
  health_concerns: string | null
  notes: string | null
  assigned_staff: string | null
  created_at: string
  updated_at: string
}
export type OldPage = {
  success: true
  data: OldCustomer[]
  total: number
  page: number
  page_size: number
  total_pages: number
  has_next: boolean
  has_prev: boolean
  message: null
  timestamp: string
}

/** A service in the list; `package_id` is the id of a purchase. */
export type OldUsage = {
  usage_id: number
  customer_id: number
  customer_name: string
  service_date: string
  service_type_id: number
  service_name: string
  package_id: number | null
  session_details: string | null
  session_number: number | null
  created_by: string | null
  created_at: string
}
/** A payment in the list: a number, and empty texts where there is nothing. */
export type OldPayment = {
  payment_id: number
  payment_number: string
  customer_id: number
  customer_name: string
  payment_date: string
  amount: number
  payment_method: string
  payment_staff: string
  approval_number: string
}

const USAGE_KEYS =
  'usage_id customer_id customer_name service_date service_type_id service_name package_id session_details session_number created_by created_at'
const RECORDED_USAGE_KEYS =
  'customer_id service_date service_type_id package_id session_details session_number created_by usage_id created_at'
const PAYMENT_KEYS =
  'payment_id payment_number customer_id customer_name customer_phone payment_date amount payment_method payment_type payment_status payment_staff approval_number card_holder_name purchase_type purchase_order notes created_at'
const RECORDED_PAYMENT_KEYS =
  'customer_id payment_date amount payment_method payment_type payment_status payment_staff reference_type reference_id notes payment_id payment_number created_at'
const CUSTOMER_KEYS =
  'customer_id name phone first_visit_date region referral_source health_concerns notes assigned_staff created_at updated_at'
const PAGE_KEYS =
  'success data total page page_size total_pages has_next has_prev message timestamp'
const NAIVE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?$/

/** The server refused, with the sentence or the faults of `detail`. */
export class Refused extends Error {
  readonly status: number
  readonly detail: unknown
  constructor(status: number, detail: unknown) {
    super(`${status} ${JSON.stringify(detail)}`)
    this.status = status
    this.detail = detail
  }
}

/** Sends like axios did: a token, JSON, and a slash at the end of whatever changes something. */
export function oldClient(fetch: Fetch, origin: string, token: string) {
  async function send(
    method: string,
    path: string,
    { params, json }: { params?: Json; json?: Json } = {},
  ) {
    const query = new URLSearchParams(
      Object.entries(params ?? {}).map(([key, value]) => [key, String(value)]),
    )
    const slash = method === 'GET' ? '' : '/'
    const address = `${origin}/api/v1${path}${slash}${query.size > 0 ? `?${query}` : ''}`
    const response = await fetch(address, {
      method,
      redirect: 'error',
      headers: {
        authorization: `Bearer ${token}`,
        ...(json && { 'content-type': 'application/json' }),
      },
      ...(json && { body: JSON.stringify(json) }),
    })
    const body = (await response.json()) as Json
    if (!response.ok) {
      same(Object.keys(body).join(' '), 'detail')
      throw new Refused(response.status, body.detail)
    }
    same(response.status, 200)
    return body
  }

  const customerOf = (body: Json): OldCustomer => {
    same(Object.keys(body).join(' '), CUSTOMER_KEYS)
    const customer = body as OldCustomer
    same(Number.isInteger(customer.customer_id), true)
    for (const at of [customer.created_at, customer.updated_at]) same(NAIVE.test(at), true)
    same(/^\d{4}-\d\d-\d\d$/.test(customer.first_visit_date ?? '2020-01-01'), true)
    return customer
  }

  return {
    async customers(params: Json = {}): Promise<OldPage> {
      const body = await send('GET', '/customers', { params })
      same(Object.keys(body).join(' '), PAGE_KEYS)
      const page = body as OldPage
      same([page.success, page.message, NAIVE.test(page.timestamp)].join(), 'true,,true')
      for (const customer of page.data) customerOf(customer)
      return page
    },
    customer: async (id: number, params: Json = {}) =>
      customerOf(await send('GET', `/customers/${id}`, { params })),
    createCustomer: async (json: Json) => customerOf(await send('POST', '/customers', { json })),
    updateCustomer: async (id: number, json: Json) =>
      customerOf(await send('PUT', `/customers/${id}`, { json })),
    patchCustomer: async (id: number, json: Json) =>
      customerOf(await send('PATCH', `/customers/${id}`, { json })),
    async deleteCustomer(id: number, cascade = false): Promise<string> {
      const body = await send('DELETE', `/customers/${id}`, { params: { cascade } })
      same(Object.keys(body).join(' '), 'message')
      return String(body.message)
    },
    async services(params: Json = {}): Promise<OldUsage[]> {
      const list = listOf<OldUsage>(await send('GET', '/services', { params }), USAGE_KEYS)
      for (const { created_at } of list) same(NAIVE.test(created_at), true)
      return list
    },
    async recordService(json: Json): Promise<Omit<OldUsage, 'customer_name' | 'service_name'>> {
      const body = await send('POST', '/services', { json })
      same(Object.keys(body).join(' '), RECORDED_USAGE_KEYS)
      return body as OldUsage
    },
    async payments(params: Json = {}): Promise<OldPayment[]> {
      const list = listOf<OldPayment>(await send('GET', '/payments', { params }), PAYMENT_KEYS)
      for (const payment of list) {
        same(Number.isInteger(payment.amount), true)
        same(Object.values(payment).includes(null as never), false)
      }
      return list
    },
    /** The amount of this answer is a text, `50000.00`. */
    async recordPayment(json: Json): Promise<Omit<OldPayment, 'amount'> & { amount: string }> {
      const body = await send('POST', '/payments', { json })
      same(Object.keys(body).join(' '), RECORDED_PAYMENT_KEYS)
      const payment = body as Omit<OldPayment, 'amount'> & { amount: string }
      same(/^\d+\.00$/.test(payment.amount), true)
      same(/^PAY-\d{4}-\d{6}$/.test(payment.payment_number), true)
      return payment
    },
  }
}

/** A bare list, each item with exactly these keys. */
function listOf<Item>(body: unknown, keys: string): Item[] {
  same(Array.isArray(body), true)
  const list = body as Item[]
  for (const item of list) same(Object.keys(item as object).join(' '), keys)
  return list
}

function same<T>(found: T, expected: T): void {
  if (found !== expected) throw new Error(`v1 says ${found} where it has always said ${expected}`)
}
