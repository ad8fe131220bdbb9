import { createHeadquarters } from '#api/registration/headquarters.ts'
import { codeShown } from './authenticator.ts'
import { CONSENTS, NEWCOMERS_PASSWORD, newcomer } from './newcomers.ts'
import { C2_POLICY, c2Order, type World } from './world.ts'

// An installation without demo data from nothing to a paid settlement, by HTTP alone: as its own people do it.

/** One request: whose answer was no success throws. `token` identifies a person who has signed in. */
export type Door = (
  method: string,
  path: string,
  body?: object,
  token?: string,
  // biome-ignore lint/suspicious/noExplicitAny: bodies of every route pass through here; a wrong name fails the test
) => Promise<any>

type Clock = { now(): Date }
const COMPANY = {
  ...{ businessNumber: '124-81-00998', address: '강원특별자치도 강릉시 율곡로 1' },
  phone: '033-000-1114',
}

/** Signs in; sets up a second factor where the tree's rule asks for one. */
async function enter(door: Door, clock: Clock, username: string): Promise<string> {
  const login = await door('POST', 'auth/login', { username, password: NEWCOMERS_PASSWORD })
  const token = String(login.accessToken)
  if (login.user.secondFactor !== 'owed') return token
  const { key } = await door('POST', 'me/second-factor', {}, token)
  await door('POST', 'me/second-factor/confirmation', { code: codeShown({ clock }, key) }, token)
  return token
}

/** A company signs up with a code from above, and an admin above approves its first admin. */
async function join(
  door: Door,
  clock: Clock,
  { code, name, above }: { code: string; name: string; above: string },
) {
  const admin = newcomer('', `${name === '첫협력' ? 'agency' : 'shop'}.first`)
  const application = { parentCode: code, company: { name, ...COMPANY }, admin, consents: CONSENTS }
  await door('POST', 'registration/companies', application)
  const [waiting] = (await door('GET', 'users?status=pending', undefined, above)).items
  await door('POST', `users/${waiting.id}/approval`, { version: waiting.version }, above)
  const token = await enter(door, clock, admin.username)
  const { company } = await door('GET', 'me', undefined, token)
  return { token, id: String(company.id), code: String(company.code) }
}

/** Returns the id of the headquarters and what each company was paid. `today` is a Seoul day. */
export async function walkFirstDay(
  world: World,
  door: Door,
  { clock, today, period }: { clock: Clock; today: string; period: { start: string; end: string } },
) {
  const { companyCode } = await createHeadquarters(
    { ...world.platform, requestId: 'first-day' },
    { company: { name: '첫본사', ...COMPANY }, admin: newcomer('', 'boss.first') },
  )
  const hq = await enter(door, clock, 'boss.first')
  const hqId = (await door('GET', 'me', undefined, hq)).company.id as string
  const next = async (token: string) =>
    (await door('GET', 'dashboard/first-steps', undefined, token)).next

  const hqTook = [await next(hq)]
  const plan = await door(
    'POST',
    'plans',
    { carrier: 'skt', name: '5G 프리미엄 99', monthlyFeeWon: 99_000 },
    hq,
  )
  await door('POST', 'devices', { manufacturer: '가온', name: '갤럭시 S26' }, hq)
  hqTook.push(await next(hq))
  const agency = await join(door, clock, { code: companyCode ?? '', name: '첫협력', above: hq })
  const agencyTook = [await next(agency.token)]
  const policy = await door('POST', 'policies', { ...C2_POLICY, targets: [agency.id] }, hq)
  hqTook.push(await next(hq))
  const shop = await join(door, clock, { code: agency.code, name: '첫판매', above: agency.token })
  agencyTook.push(await next(agency.token))
  const shopTook = [await next(shop.token)]
  await door(
    'PUT',
    `policies/${policy.id}/agency-rates`,
    {
      basedOn: 0,
      cells: [{ carrier: 'skt', bandWon: 99_000, months: 24, amountWon: 300_000 }],
    },
    agency.token,
  )
  agencyTook.push(await next(agency.token))
  shopTook.push(await next(shop.token))
  const give = (companyId: string, amountWon: number) => ({
    period,
    items: [{ companyId, amountWon }],
  })
  await door('POST', 'rebates/allocations', give(agency.id, 5_000_000), hq)
  await door('POST', 'rebates/distributions', give(shop.id, 2_000_000), agency.token)
  agencyTook.push(await next(agency.token))
  shopTook.push(await next(shop.token))

  const order = await door('POST', 'orders', c2Order(policy.id, plan.id), shop.token)
  hqTook.push(await next(hq))
  agencyTook.push(await next(agency.token))
  shopTook.push(await next(shop.token))
  const parcel = { version: 2, courier: 'cj', trackingNumber: '620388174402' }
  const line = { version: 3, activatedOn: today, activatedNumber: '01012344417' }
  await door('POST', `orders/${order.id}/approval`, { version: 1 }, hq)
  await door('POST', `orders/${order.id}/shipment`, parcel, hq)
  await door('POST', `orders/${order.id}/completion`, line, hq)

  const lines = await door('GET', `settlements/lines?orderId=${order.id}`, undefined, agency.token)
  const paid: Record<string, number> = {}
  for (const [payer, token] of [
    [hqId, hq],
    [agency.id, agency.token],
  ] as const) {
    const lineIds = lines.items
      .filter((each: { payer: { id: string } }) => each.payer.id === payer)
      .map(({ id }: { id: string }) => id)
    await door('POST', 'settlements/approvals', { lines: { lineIds } }, token)
    const payment = { lines: { lineIds }, paidOn: today, method: 'transfer', reference: 'KB-1' }
    paid[payer === hqId ? 'hq' : 'agency'] = (
      await door('POST', 'settlements/payments', payment, token)
    ).totalWon
  }
  const after = await door('GET', `settlements/lines?orderId=${order.id}`, undefined, hq)
  return {
    // Who walked, for what comes next.
    walked: {
      people: { hq, agency: agency.token, shop: shop.token },
      ...{ agencyId: agency.id, policyId: String(policy.id), planId: String(plan.id) },
    },
    ...{ hqId, paid, taken: { hq: hqTook, agency: agencyTook, shop: shopTook } },
    states: after.items.map(({ status }: { status: string }) => status) as string[],
  }
}
