import pg from 'pg'
import type { Actor } from '#api/access/actor.ts'
import { accessTokenFor } from '#api/auth/access-token.ts'
import type { Platform } from '#api/platform/platform.ts'
import type { Role, Tier } from '#db/words.ts'
import { HQ_ID } from './volume.ts'

type Row = { userId: string; companyId: string; tier: Tier; role: Role; agencyId: string | null }

/** Access tokens for people of the volume database, signed like the server's and valid for a day. */
export async function people(databaseUrl: string, platform: Pick<Platform, 'settings' | 'clock'>) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await signEverybodyIn(client)
  const ask = async <T extends object>(text: string) => (await client.query<T>(text)).rows
  const rows = await ask<Row>(
    `select u.id as "userId", c.id as "companyId", c.tier, u.role, c.agency_id as "agencyId"
     from users u join companies c on c.id = u.company_id where c.hq_id = '${HQ_ID}' order by c.id`,
  )
  const tokenOf = ({ userId, companyId, tier, role, agencyId }: Row) => {
    const actor: Actor = {
      userId,
      sessionId: userId,
      companyId,
      tier,
      role,
      hqId: HQ_ID,
      agencyId,
      grants: [],
    }
    return accessTokenFor(platform as Platform, actor, 86_400)
  }
  const tokens = async (tier: Tier, max: number) =>
    Promise.all(
      rows
        .filter((row) => row.tier === tier)
        .slice(0, max)
        .map(tokenOf),
    )
  const [first] = rows.filter(({ tier }) => tier === 'agency')
  const shopsOfFirst = rows.filter(
    ({ tier, agencyId }) => tier === 'retail' && agencyId === first?.companyId,
  )
  const orderIds = (
    await ask<{ id: string }>(
      `select id from orders tablesample bernoulli (0.4) where hq_id = '${HQ_ID}' limit 2000`,
    )
  ).map(({ id }) => id)
  const [plan] = await ask<{ id: string }>(
    `select id from plans where hq_id = '${HQ_ID}' and carrier = 'skt' and monthly_fee_won = 99000`,
  )
  const [policy] = await ask<{ id: string }>(
    `select id from policies where hq_id = '${HQ_ID}' and status = 'active' order by id limit 1`,
  )
  await client.end()
  return {
    hq: await tokens('hq', 1),
    agencies: await tokens('agency', 100),
    shops: await tokens('retail', 2000),
    /** Shops of the first agency. */
    shopsOfFirst: await Promise.all(shopsOfFirst.map(tokenOf)),
    orderIds,
    order: JSON.stringify({
      policyId: policy?.id,
      planId: plan?.id,
      joinType: 'new',
      contractMonths: 24,
      simType: 'prepaid',
      customer: { name: '김하늘', phone: '01012345678' },
      form: { birth_date: '1990-01-01', device_model: '갤럭시 S26' },
    }),
  }
}

/** A session for each person, with the person's id, and a tree that requires no second factor. */
async function signEverybodyIn(client: pg.Client): Promise<void> {
  await client.query(
    `insert into hq_settings (hq_id, second_factor) values ($1, 'off')
     on conflict (hq_id) do update set second_factor = 'off'`,
    [HQ_ID],
  )
  await client.query(
    `insert into sessions (id, user_id, rotated_at, created_at, last_seen_at, expires_at)
     select u.id, u.id, now(), now(), now(), now() + interval '1 day'
     from users u join companies c on c.id = u.company_id where c.hq_id = $1
     on conflict (id) do update
     set last_seen_at = now(), expires_at = excluded.expires_at, revoked_at = null`,
    [HQ_ID],
  )
}
