import type { Actor } from '../access/actor.ts'
import { companyFor } from '../companies/queries.ts'
import { endAccessOf } from '../devices/end-access.ts'
import type { Platform } from '../platform/platform.ts'
import { invite } from '../registration/invite.ts'
import { applyAsCompany, applyAsStaff } from '../registration/sign-up.ts'
import { accountNamed } from '../users/account.ts'
import { rejectUser, suspendUser } from '../users/admission.ts'
import { createUser } from '../users/commands.ts'
import { changeGrants } from '../users/rights.ts'
import { ctxOf, type DemoTree, once } from './network.ts'
import { businessNumber, dice, reachedAt } from './people.ts'

const MINUTE_MS = 60_000
const HOUR = 60
const DAY = 24 * HOUR
const SEED = 41

/**
 * People and companies of the last day: an agency, a shop and a person who wait for approval, a person
 * rejected, one suspended, one invited, and two of the headquarters' staff with grants.
 */
export async function letPeopleCome(
  platform: Platform,
  tree: DemoTree,
  end: Date,
  setNow: (moment: Date) => void,
): Promise<void> {
  const door = doorOf(platform, tree, (minutes) =>
    setNow(new Date(end.getTime() - minutes * MINUTE_MS)),
  )
  await lendAndSuspend(door)
  await turnDown(door)
  await leaveAtTheDoor(door)
}

type Door = ReturnType<typeof doorOf>

function doorOf(platform: Platform, tree: DemoTree, minutesBefore: (minutes: number) => void) {
  const { hq, passwordHash } = tree
  const [agency] = tree.agencies
  const [shop, second] = agency?.shops ?? []
  if (!agency || !shop || !second) throw new Error('the first tree has an agency with two shops')
  const roll = dice(SEED)
  const visitor = { ...platform, requestId: 'demo' }
  const as = (actor: Actor) => ctxOf(platform, actor)
  const consents = { terms: true, privacy: true } as const
  const person = (username: string, name: string) => ({
    username,
    name,
    ...reachedAt(username, roll),
  })
  const codeOf = async (actor: Actor) => (await companyFor(as(actor), actor.companyId)).code
  async function userNamed(username: string) {
    const account = await accountNamed(visitor, username)
    if (!account) throw new Error(`nobody is called ${username}`)
    return account.user
  }
  return {
    ...{ hq, agency: agency.actor, shop: shop.actor, second: second.actor },
    as,
    asOnce: (actor: Actor) => once(platform, actor),
    minutesBefore,
    userNamed,
    /** An approved member of staff. */
    async staffOf({ companyId }: Actor, username: string, name: string) {
      const staff = { ...person(username, name), companyId, passwordHash, role: 'staff' as const }
      await createUser(as(hq), staff)
      return userNamed(username)
    },
    async applyTo(company: Actor, username: string, name: string) {
      const application = { companyCode: await codeOf(company), user: person(username, name) }
      await applyAsStaff(visitor, { ...application, consents }, passwordHash)
    },
    async joinUnder(
      parent: Actor,
      company: { name: string; address: string; phone: string },
      [username, name]: [string, string],
    ) {
      const application = {
        parentCode: await codeOf(parent),
        company: { ...company, businessNumber: businessNumber(roll) },
        admin: person(username, name),
      }
      await applyAsCompany(visitor, { ...application, consents }, passwordHash)
    },
  }
}

async function lendAndSuspend({ as, hq, agency, second, staffOf, minutesBefore }: Door) {
  minutesBefore(3 * DAY)
  for (const [username, name, grant] of [
    ['hq.settle', '문서진', 'settlement.pay'],
    ['hq.care', '배소윤', 'pii.view'],
  ] as const) {
    const { id, version } = await staffOf(hq, username, name)
    await changeGrants(as(hq), id, { version, grants: [grant] })
  }
  const { id, version } = await staffOf(second, 'sokcho.staff', '임도현')
  minutesBefore(2 * DAY)
  await suspendUser(as(agency), id, { version, reason: '휴직' }, (ctx) =>
    endAccessOf(ctx, id, 'suspended'),
  )
}

async function turnDown({ as, agency, applyTo, userNamed, minutesBefore }: Door) {
  await applyTo(agency, 'donghae.kang', '강태오')
  minutesBefore(26 * HOUR)
  const { id, version } = await userNamed('donghae.kang')
  await rejectUser(as(agency), id, { version, reason: '재직 확인이 필요해요' })
}

async function leaveAtTheDoor({
  asOnce,
  hq,
  agency,
  shop,
  applyTo,
  joinUnder,
  minutesBefore,
}: Door) {
  minutesBefore(20 * HOUR)
  const { companyId } = hq
  const email = 'harin.oh@example.com'
  await invite(asOnce(hq), { companyId, role: 'staff', name: '오하린', email, days: 7 })
  minutesBefore(190)
  await joinUnder(
    hq,
    { name: '새얼정보통신', address: '인천광역시 남동구 예술로 126', phone: '0320000200' },
    ['saeeol.admin', '조민재'],
  )
  minutesBefore(75)
  await joinUnder(
    agency,
    { name: '동해묵호점', address: '강원특별자치도 동해시 일출로 70', phone: '0330000350' },
    ['mukho.admin', '서지안'],
  )
  minutesBefore(35)
  await applyTo(shop, 'gangneung.yoon', '윤가람')
}
