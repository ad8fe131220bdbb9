import { runJob } from '#jobs/run.ts'
import { fillAccounts } from './accounts.ts'
import { uploadFile } from './attachment-samples.ts'
import { fillCatalog } from './catalog-samples.ts'
import { fillCustomers } from './customer-samples.ts'
import { fillDrafts } from './drafts.ts'
import { fillFactors } from './factors.ts'
import { fillNewcomers } from './newcomers.ts'
import { noticeOf } from './notice-samples.ts'
import { nextLine } from './numbers.ts'
import { fillOrganisation } from './organisation.ts'
import { fillServices } from './service-samples.ts'
import { c2Order, PASSWORD, type Tree, type World } from './world.ts'

type Client = Tree['hq']['admin']
export type Filled = Awaited<ReturnType<typeof fill>>

/** A mark for every text of a tree, so that answers to strangers can be searched for it. */
export const markOf = (letter: string) => `⟦${letter}⟧`

/**
 * A tree with records of every kind: a policy with both agencies' prices, budgets, orders in every state,
 * settled lines, a paid one, finished exports. `ids` names the records, so that a request about one tree can
 * be repeated for the counterparts in another.
 */
export async function fill(world: World, tree: Tree, mark: string, feeWon = 0) {
  const { hq, a, b, r1, r2, rb, skt99, kt77 } = tree
  const say = (text: string) => `${mark}${text}`
  const sent = async (who: Client, method: string, path: string, body: object = {}) => {
    // One second later each time, so that ids and times differ as in production.
    world.platform.clock.advance(1)
    const { status, body: answer, text } = await who.send(method, path, body)
    if (status >= 300) throw new Error(`${method} ${path}: ${text}`)
    await world.platform.settled()
    return answer
  }

  const policyId = await tree.publish({
    description: say('설명'),
    form: [
      { key: 'birth_date', required: true, label: say('생년월일'), help: say('여섯 자리') },
      { key: 'device_model', required: true },
      { key: 'previous_carrier', required: false },
      ...['bill_method', 'bank_name', 'account_holder', 'account_number', 'memo'].map((key) => ({
        key,
        required: false,
      })),
      { key: 'signed_application', required: false, label: say('신청서') },
    ],
    exclusions: [tree.r3.id],
    agencyOverrides: [{ agencyId: b.id, amountWon: 390_000 + feeWon }],
  })
  for (const [agency, shop] of [
    [a, r1],
    [b, rb],
  ] as const)
    await sent(agency.admin, 'PUT', `policies/${policyId}/agency-rates`, {
      basedOn: 1,
      cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 + feeWon }],
      overrides: [{ retailId: shop.id, amountWon: 310_000 + feeWon }],
    })
  const give = (who: Client, what: string, to: string[], amountWon: number) =>
    sent(who, 'POST', `rebates/${what}`, {
      period: { start: '2026-11-01', end: '2026-11-30' },
      items: to.map((companyId) => ({ companyId, amountWon })),
      note: say('메모'),
    })
  await give(hq.admin, 'allocations', [a.id, b.id], 10_000_000 + feeWon)
  await give(a.admin, 'distributions', [r1.id, r2.id], 3_000_000 + feeWon)
  await give(b.admin, 'distributions', [rb.id], 4_000_000 + feeWon)

  const place = async (shop: Client, files: Record<string, string> = {}) =>
    (
      await sent(
        shop,
        'POST',
        'orders',
        c2Order(policyId, skt99, {
          customer: { name: say('손님'), phone: '01012344417', type: 'adult' },
          form: { ...answersOf(mark), ...files },
        }),
      )
    ).id as string
  const move = (who: Client, id: string, to: string, body: object = {}) =>
    sent(who, 'POST', `orders/${id}/${to}`, body)
  const ship = (id: string) => move(hq.staff, id, 'shipment', { version: 2, noShipment: true })
  const complete = async (id: string) => {
    await move(hq.admin, id, 'approval', { version: 1 })
    await ship(id)
    await move(hq.staff, id, 'completion', {
      version: 3,
      activatedOn: '2026-11-20',
      activatedNumber: nextLine(),
    })
    return id
  }
  const paid = await complete(await place(r1.staff))
  const cousinCompleted = await complete(await place(rb.staff))
  const month = { lines: { month: '2026-11' } }
  for (const who of [hq.admin, a.admin, b.admin]) {
    await sent(who, 'POST', 'settlements/approvals', month)
    await sent(who, 'POST', 'settlements/payments', {
      ...month,
      paidOn: '2026-11-20',
      method: 'transfer',
      reference: say('KB-1'),
    })
  }
  const completed = await complete(await place(r2.admin))
  // One line is approved and waits for its payment, another waits for approval.
  const owed = await complete(await place(r2.admin))
  const { items } = (await hq.admin.get(`settlements/lines?orderId=${owed}&direction=hq_agency`))
    .body
  const lineIds = items.map((line: { id: string }) => line.id)
  await sent(hq.admin, 'POST', 'settlements/approvals', { lines: { lineIds } })
  const shipped = await place(r1.staff)
  await move(hq.admin, shipped, 'approval', { version: 1 })
  await ship(shipped)
  const approved = await place(r1.staff)
  await move(hq.admin, approved, 'approval', { version: 1 })
  const rejected = await place(r1.staff)
  await move(hq.admin, rejected, 'rejection', { version: 1, reason: say('사유') })
  const cancelled = await place(r1.staff)
  await move(r1.admin, cancelled, 'cancellation', { version: 1, reason: say('변심') })
  const pendingFile = await uploadFile(world, r1.staff)
  const pending = await place(r1.staff, { signed_application: pendingFile })
  const looseFile = await uploadFile(world, r1.staff)
  const waiting = await place(r1.staff)
  const cousinPending = await place(rb.staff)

  const noticeId = (await sent(hq.admin, 'POST', 'notices', noticeOf(tree, mark, policyId))).id
  const exportFor = async (who: Client) =>
    (await sent(who, 'POST', 'exports', { type: 'settlements_detailed' })).id as string
  const exporting = [hq.admin, a.admin, b.admin, r1.admin]
  world.platform.woken.splice(0)
  const built = []
  for (const who of exporting) built.push(await exportFor(who))
  for (const jobId of world.platform.woken.splice(0)) await runJob(world.platform, jobId)
  await world.platform.settled()
  const queued = []
  for (const who of exporting) queued.push(await exportFor(who))
  const [hqExport = '', aExport = '', bExport = '', r1Export = ''] = built
  const [hqWaiting = '', aWaiting = '', bWaiting = '', r1Waiting = ''] = queued
  /** A line that this company pays for the order. */
  const lineOf = async (who: Client, orderId: string, direction: string) => {
    const { body } = await who.get(`settlements/lines?orderId=${orderId}&direction=${direction}`)
    return body.items[0].id as string
  }
  const accounts = await fillAccounts(tree, sent)
  const newcomers = await fillNewcomers(world, tree, mark, sent)
  const newsOf = async (who: Client) => (await who.get('notifications')).body.items[0].id as string

  const ids = {
    hq: hq.id,
    a: a.id,
    b: b.id,
    r1: r1.id,
    r2: r2.id,
    r3: tree.r3.id,
    rb: rb.id,
    skt99,
    kt77,
    policyId,
    noticeId: String(noticeId),
    paid,
    completed,
    owed,
    shipped,
    approved,
    rejected,
    cancelled,
    pending,
    pendingFile,
    looseFile,
    waiting,
    cousinCompleted,
    cousinPending,
    hqExport,
    hqWaiting,
    aExport,
    aWaiting,
    bExport,
    bWaiting,
    r1Export,
    r1Waiting,
    hqLine: await lineOf(hq.admin, completed, 'hq_agency'),
    bLine: await lineOf(b.admin, cousinCompleted, 'agency_retail'),
    hqNews: await newsOf(hq.admin),
    r1News: await newsOf(r1.admin),
    bNews: await newsOf(b.admin),
    aInvitation: newcomers.aInvitation.id,
    bInvitation: newcomers.bInvitation.id,
    hqInvitation: newcomers.hqInvitation.id,
    declined: newcomers.declined.id,
    ...(await fillOrganisation(world, tree, mark)),
    ...accounts.ids,
    ...(await fillDrafts(tree, policyId, mark, sent)),
    ...(await fillCatalog(tree, mark, sent)),
  }
  const keeper = await hq.lent('pii.view')
  const { username } = (await r2.admin.get('me')).body
  const session = await sent(r2.admin, 'POST', 'auth/login', { username, password: PASSWORD })
  const { number } = (await hq.admin.get(`orders/${paid}`)).body
  const { reading } = (await r1.admin.get(`policies/${policyId}`)).body
  const factors = await fillFactors(world, tree, sent)
  const customers = await fillCustomers(tree, mark, sent)
  const services = await fillServices(world, tree, mark, sent, customers)
  return {
    ...tree,
    mark,
    ids,
    /** The records whose ids are integers. */
    numbers: { ...customers, ...services },
    /** Staff of the headquarters who may see customers' data unmasked. */
    keeper,
    /** The number of the paid order. */
    number: String(number),
    /** A person who can sign in, and an open session of theirs. */
    username: String(username),
    token: String(session.refreshToken),
    newcomers,
    factors,
    accounts,
    /** The hash under which the first version of the policy is acknowledged. */
    policyHash: String(reading.hash),
  }
}

/** The answers of a shop to the form, with an account number. */
export const answersOf = (mark: string) => ({
  birth_date: '1991-03-02',
  device_model: `${mark}S26`,
  previous_carrier: 'kt',
  bill_method: 'bank',
  bank_name: `${mark}은행`,
  account_holder: `${mark}예금주`,
  account_number: '110123456789',
  memo: `${mark}메모`,
})
