import { accountCommands, accountReads } from './account-samples.ts'
import { attachmentCommands, attachmentReads } from './attachment-samples.ts'
import { catalogCommands, catalogReads } from './catalog-samples.ts'
import { customerCommands, customerReads } from './customer-samples.ts'
import { draftCommands, draftReads } from './draft-samples.ts'
import { factorCommands, factorReads } from './factor-samples.ts'
import { answersOf, type Filled } from './filled.ts'
import { newcomerCommands, newcomerReads } from './newcomer-samples.ts'
import { noticeCommands, noticeReads } from './notice-samples.ts'
import { nextLine } from './numbers.ts'
import { organisationCommands, organisationReads } from './organisation-samples.ts'
import { acknowledgement, reachCommands, reachReads } from './reach-samples.ts'
import { serviceCommands, serviceReads } from './service-samples.ts'
import { uploadCommands } from './upload-samples.ts'
import { C2_POLICY, c2Order, PASSWORD } from './world.ts'

type Client = Filled['hq']['admin']
/** A valid request; `who` is absent where no sign-in is required. */
export type Sample = {
  route: string
  who?: Pick<Client, 'send' | 'get' | 'credentials'>
  path: string
  /** JSON, or the bytes of a file. */
  body?: object
}

const MONTH = '2026-11'
const PERIOD = { start: '2026-11-01', end: '2026-11-30' }
const CELL = { carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 290_000 }

/** One valid request for every route that changes something, in an order in which all succeed. */
export function commandsOf(tree: Filled): Sample[] {
  const { ids, hq, a, b, r1, keeper, mark, username, token } = tree
  const text = (words: string) => `${mark}${words}`
  const post = (who: Client, path: string, body: object, route = path): Sample => ({
    route: `POST /api/v2/${route}`,
    who,
    path,
    body,
  })
  const order = (who: Client, id: string, to: string, body: object) =>
    post(who, `orders/${id}/${to}`, body, `orders/:id/${to}`)
  return [
    acknowledgement(tree),
    post(r1.staff, 'quotes', {
      policyId: ids.policyId,
      planId: ids.skt99,
      joinType: 'mnp',
      contractMonths: 24,
      simType: 'prepaid',
    }),
    post(
      r1.staff,
      'orders',
      c2Order(ids.policyId, ids.skt99, {
        form: answersOf(mark),
        expectedTotalWon: 317_700,
      }),
    ),
    post(r1.staff, 'orders/identifier-checks', { field: 'imei', value: '350000000000006' }),
    ...attachmentCommands(tree),
    order(keeper, ids.waiting, 'reveals', { field: 'account_number', reason: text('명의 확인') }),
    order(hq.admin, ids.pending, 'approval', { version: 1 }),
    order(hq.admin, ids.cousinPending, 'rejection', { version: 1, reason: text('사유') }),
    order(hq.staff, ids.approved, 'shipment', {
      version: 2,
      courier: 'cj',
      trackingNumber: '620388174402',
    }),
    order(hq.staff, ids.shipped, 'completion', {
      version: 3,
      activatedOn: '2026-11-20',
      activatedNumber: nextLine(),
    }),
    order(r1.admin, ids.waiting, 'cancellation', { version: 1, reason: text('변심') }),
    post(hq.admin, 'rebates/allocations', {
      period: PERIOD,
      items: [ids.a, ids.b].map((companyId) => ({ companyId, amountWon: 1_000 })),
      note: text('메모'),
    }),
    post(a.admin, 'rebates/distributions', {
      period: PERIOD,
      items: [ids.r1, ids.r2].map((companyId) => ({ companyId, amountWon: 1_000 })),
      note: text('메모'),
    }),
    post(hq.admin, 'settlements/approvals', { lines: { lineIds: [ids.hqLine] } }),
    post(hq.admin, 'settlements/approvals', { lines: { month: MONTH, payeeId: ids.a } }),
    post(hq.admin, 'settlements/payments', {
      lines: { month: MONTH, payeeId: ids.a },
      paidOn: '2026-11-20',
      method: 'transfer',
      reference: text('KB-2'),
    }),
    post(hq.admin, 'policies', {
      ...C2_POLICY,
      title: text('새 정책'),
      // Of another contract than the policy of the tree, whose drafts are published after it.
      ...{ months: [36], cells: C2_POLICY.cells.map((cell) => ({ ...cell, months: 36 })) },
      description: text('설명'),
      kind: 'special',
      validFrom: '2026-11-20T00:00:00Z',
      validTo: '2026-12-31T00:00:00Z',
      rounding: 'down',
      flatWon: 10_000,
      targets: [ids.a, ids.b],
      exclusions: [ids.r3],
      agencyOverrides: [{ agencyId: ids.a, amountWon: 380_000 }],
      form: [{ key: 'birth_date', required: true, label: text('생일'), help: text('도움말') }],
      terms: {
        contractMinMonths: 24,
        maintenanceDays: 180,
        clawbackMode: 'full',
        penaltyWon: 50_000,
      },
    }),
    ...draftCommands(tree),
    {
      route: 'PUT /api/v2/policies/:id/agency-rates',
      who: a.admin,
      path: `policies/${ids.policyId}/agency-rates`,
      body: {
        basedOn: 2,
        cells: [CELL],
        defaultWon: 20_000,
        overrides: [{ retailId: ids.r1, amountWon: 300_000 }],
        shopCells: [{ retailId: ids.r1, cells: [CELL] }],
      },
    },
    post(b.admin, `policies/${ids.policyId}/passing-on`, { basedOn: 2 }, 'policies/:id/passing-on'),
    post(
      hq.admin,
      `policies/${ids.policyId}/versions`,
      {
        version: 1,
        bandsWon: [55_000, 99_000],
        months: [12, 24],
        cells: [{ ...CELL, amountWon: 400_000 }],
        agencyOverrides: [{ agencyId: ids.b, amountWon: 395_000 }],
        form: [{ key: 'birth_date', required: true, label: text('생일') }],
      },
      'policies/:id/versions',
    ),
    ...reachCommands(tree),
    ...noticeCommands(tree),
    post(
      hq.admin,
      `policies/${ids.policyId}/withdrawal`,
      { version: 4, reason: text('단가 오류') },
      'policies/:id/withdrawal',
    ),
    post(b.admin, 'notifications/reads', { upToId: ids.bNews }),
    post(a.admin, 'exports', {
      type: 'settlements_detailed',
      filters: {
        from: '2026-10-01',
        to: '2026-11-30',
        dateColumn: 'placed',
        companyId: ids.r1,
      },
    }),
    post(hq.admin, 'exports', {
      type: 'audit_log',
      filters: { month: MONTH, kind: 'money', companyId: ids.a, userId: hq.admin.actor.userId },
      reason: text('외부 감사'),
    }),
    {
      route: 'POST /api/v2/exports/:id/cancellation',
      who: a.admin,
      path: `exports/${ids.aWaiting}/cancellation`,
    },
    {
      route: 'POST /api/v2/exports/:id/retry',
      who: a.admin,
      path: `exports/${ids.aWaiting}/retry`,
    },
    ...catalogCommands(tree),
    ...customerCommands(tree),
    ...serviceCommands(tree),
    ...uploadCommands(tree),
    ...newcomerCommands(tree),
    ...organisationCommands(tree),
    ...factorCommands(tree),
    ...accountCommands(tree),
    {
      route: 'POST /api/v2/auth/login',
      path: 'auth/login',
      body: { username, password: PASSWORD },
    },
    { route: 'POST /api/v2/auth/refresh', path: 'auth/refresh', body: { refreshToken: token } },
    { route: 'POST /api/v2/auth/logout', path: 'auth/logout', body: { refreshToken: token } },
  ]
}

/** Every way to read: each list without and with each filter, each record, each file. */
export function readsOf(tree: Filled): Sample[] {
  const { ids, hq, a, b, r1, number, mark } = tree
  const get = (path: string, route = path.split('?')[0], who: Client = hq.admin): Sample => ({
    route: `GET /api/v2/${route}`,
    who,
    path,
  })
  return [
    get('me'),
    get('me/permissions'),
    get('live'),
    get('companies'),
    get(`companies?tier=retail&parentId=${ids.a}&q=R&limit=2&after=${ids.hq}`),
    get(`companies/${ids.a}`, 'companies/:id'),
    get(`companies/${ids.rb}`, 'companies/:id', b.admin),
    ...catalogReads(tree),
    ...customerReads(tree),
    get('rates', 'rates', r1.staff),
    get('policies'),
    get(`policies?status=active&carrier=all&limit=1&after=${ids.paid}`),
    get('policies?state=active&kind=normal&unread=true&q=5G'),
    get('policies?state=active&kind=normal&unread=true&q=5G', 'policies', r1.admin),
    get('policies/counts'),
    get('policies/counts?carrier=all&kind=normal&unread=true&q=5G', 'policies/counts', a.admin),
    get(`policies/${ids.policyId}`, 'policies/:id'),
    get(`policies/${ids.policyId}`, 'policies/:id', a.admin),
    get(`policies/${ids.policyId}`, 'policies/:id', r1.admin),
    ...[hq.admin, a.admin, r1.admin].map((who) =>
      get(`policies/${ids.policyId}/differences?from=1&to=1`, 'policies/:id/differences', who),
    ),
    ...reachReads(tree),
    ...noticeReads(tree),
    get('rebates/balance'),
    get(`rebates/balance?companyId=${ids.r1}`, 'rebates/balance', a.admin),
    get('rebates/balances'),
    get('rebates/entries'),
    get(`rebates/entries?companyId=${ids.a}&limit=2`),
    get('orders'),
    get(`orders?status=completed&companyId=${ids.a}&from=2026-11-01&to=2026-11-30&order=oldest`),
    get(`orders?q=4417&limit=3&after=${ids.cousinPending}`),
    get('orders/counts'),
    get(`orders/counts?companyId=${ids.a}`),
    get(`orders/${ids.completed}`, 'orders/:id'),
    get(`orders/${ids.cousinPending}`, 'orders/:id', b.admin),
    get(`orders/${ids.pending}`, 'orders/:id', r1.staff),
    ...attachmentReads(tree),
    get('settlements/lines'),
    get(`settlements/lines?month=${MONTH}&status=paid&direction=hq_agency&payeeId=${ids.a}`),
    get(`settlements/lines?orderId=${ids.paid}&limit=1`),
    get('settlements/summary'),
    get(`settlements/summary?month=${MONTH}`),
    get('notifications'),
    get(`notifications?after=${ids.hqNews}`),
    get(`notifications?before=${ids.hqNews}&limit=2`),
    get('exports'),
    get(`exports?limit=1&after=${ids.hqWaiting}`),
    get(`exports/${ids.hqExport}`, 'exports/:id'),
    get(`exports/${ids.hqExport}/file`, 'exports/:id/file'),
    get(`exports/${ids.bExport}/file`, 'exports/:id/file', b.admin),
    get(`exports/${ids.r1Export}/file`, 'exports/:id/file', r1.admin),
    get('dashboard'),
    get('dashboard/waiting'),
    get('dashboard/first-steps'),
    get('dashboard/waiting', 'dashboard/waiting', a.admin),
    get('search?q=SK-26'),
    get(`search?q=${encodeURIComponent(mark || 'R1')}`),
    get(`search?q=${number.slice(-4)}`, 'search', r1.staff),
    get('audit'),
    get(`audit?from=2026-11-01&to=2026-11-30&kind=trade&companyId=${ids.r1}&limit=2`),
    get(`audit?entityId=${ids.paid}&address=192.0.2.1&after=${ids.hqNews}`),
    get(`audit?userId=${hq.admin.actor.userId}&traceId=0af7651916cd43dd8448eb211c80319c`),
    ...serviceReads(tree),
    ...draftReads(tree),
    ...newcomerReads(tree),
    ...organisationReads(tree),
    ...factorReads(tree),
    ...accountReads(tree),
    { route: 'GET /api/v2/track', path: `track?order=${number}&phone=4417` },
    { route: 'GET /api/v2/auth/options', path: 'auth/options' },
  ]
}
