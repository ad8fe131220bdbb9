import { type Actor, systemActor } from '../access/actor.ts'
import { DEMO_PASSWORD } from '../auth/demo.ts'
import { createDevices, createPlans } from '../catalog/commands.ts'
import { createCompany } from '../companies/commands.ts'
import type { Ctx } from '../context.ts'
import { newId } from '../ids.ts'
import { hashPassword } from '../passwords/password.ts'
import type { Platform } from '../platform/platform.ts'
import { createUser } from '../users/commands.ts'
import {
  type Agency,
  businessNumber,
  customer,
  DEVICES,
  dice,
  type Hq,
  reachedAt,
  type Shop,
} from './people.ts'

export type DemoShop = { actor: Actor; busy: number }
export type DemoAgency = { actor: Actor; shareOfGross: number; shops: DemoShop[] }
export type DemoTree = {
  hq: Actor
  agencies: DemoAgency[]
  plans: { id: string; monthlyFeeWon: number }[]
  /** The hash of the password that all demo users share; computing it for each would slow seeding down. */
  passwordHash: string
}

const PLANS = [
  ['5G 라이트', 55_000],
  ['5G 스탠다드', 77_000],
  ['5G 프리미엄', 99_000],
  ['5G 시그니처', 121_000],
] as const

export const ctxOf = (platform: Platform, actor: Actor): Ctx => ({
  ...platform,
  actor,
  requestId: crypto.randomUUID().replaceAll('-', ''),
})

type Place =
  | { tier: 'hq'; id: string; secondFactor: 'off' }
  | { tier: 'agency' | 'retail'; parentId: string }

/** Creates the companies, people and catalogue of one tree. */
export async function makeTree(platform: Platform, tree: Hq, seed: number): Promise<DemoTree> {
  const roll = dice(seed)
  const passwordHash = await hashPassword(platform, DEMO_PASSWORD)
  const hqId = newId(platform.clock.now())
  const ctx = ctxOf(platform, systemActor(hqId))
  let unnamed = 0

  async function person(companyId: string, role: 'admin' | 'staff', username?: string) {
    const name = customer(roll).name
    const login = username ?? `demo${seed}-${++unnamed}`
    const reached = reachedAt(login, roll)
    return createUser(ctx, { companyId, username: login, passwordHash, name, role, ...reached })
  }
  async function company(input: Place, who: Shop | Agency | Hq) {
    const { name, address, phone } = who
    const { id, tier, agencyId } = await createCompany(ctx, {
      ...input,
      ...{ name, address, phone, businessNumber: businessNumber(roll) },
    })
    const user = await person(id, 'admin', who.username)
    if ('staff' in who && who.staff) await person(id, 'staff', who.staff)
    return {
      userId: user.id,
      sessionId: '',
      companyId: id,
      tier,
      role: 'admin' as const,
      hqId,
      agencyId,
      grants: [],
    }
  }

  const hq = await company({ tier: 'hq', id: hqId, secondFactor: 'off' }, tree)
  const agencies: DemoAgency[] = []
  for (const agency of tree.agencies) {
    const { shareOfGross } = agency
    const actor = await company({ tier: 'agency', parentId: hqId }, agency)
    const shops: DemoShop[] = []
    for (const shop of agency.shops)
      shops.push({
        actor: await company({ tier: 'retail', parentId: actor.companyId }, shop),
        busy: shop.busy,
      })
    agencies.push({ actor, shareOfGross, shops })
  }
  const plans = await createPlans(
    ctx,
    (['skt', 'kt', 'lgu'] as const).flatMap((carrier) =>
      PLANS.map(([name, fee]) => ({ carrier, name: `${name} ${fee / 1000}`, monthlyFeeWon: fee })),
    ),
  )
  await createDevices(
    ctx,
    DEVICES.map((name, nth) => ({
      manufacturer: name.startsWith('갤럭시') ? '삼성전자' : 'Apple',
      name,
      modelCode: `DM-${100 + nth}`,
      storages: [{ name: '256GB', priceWon: 1_155_000 + nth * 198_000 }],
      colors: ['블랙', '화이트', '블루'],
      colorCodes: ['#1A1A1A', '#F5F5F5', '#3B5B8C'],
    })),
  )
  return { hq, agencies, plans, passwordHash }
}

/** A context with an idempotency key; every command of the demo runs once. */
export const once = (platform: Platform, actor: DemoTree['hq']) => ({
  ...ctxOf(platform, actor),
  once: { key: newId(platform.clock.now()), inputHash: 'demo' },
})
