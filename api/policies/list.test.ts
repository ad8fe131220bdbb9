import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsOf } from '#db/rows.ts'
import { instant, nullable, type RowOf, text } from '#db/values.ts'
import {
  CELL_CARRIERS,
  POLICY_KINDS,
  POLICY_STATES,
  POLICY_STATUSES,
  type PolicyState,
  type Tier,
} from '#db/words.ts'
import { allHold, compareWithOracle, contains } from '#tests/list-oracle.ts'
import { C2_POLICY, openWorld, type Tree, type World } from '#tests/world.ts'
import type { Actor } from '../access/actor.ts'
import { PolicyCounts } from './contract.ts'

// The list of policies against a plain program over the rows of two trees, as `api/list.test.ts`.

let world: World
let tree: Tree
/** Policies that do not reach agency `a`, and those that exclude shop `r1`. */
const elsewhere = new Set<string>()
/** Policies that begin later, and reach only agencies until then. */
const beginning = new Set<string>()
const excluding = new Set<string>()
/** The companies that have read each policy. */
const readers = new Map<string, Set<string>>()

beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree('A')
  for (const each of [tree, await world.mintTree('B')]) await fillTree(each)
})
afterAll(() => world.close())

async function fillTree({ publish, hq, a, b, r1, r2, r3, rb }: Tree) {
  const done = ({ status, text }: { status: number; text: string }, expected: number) =>
    expect(status, text).toBe(expected)
  const read = async (id: string, ...companies: Tree['r1'][]) => {
    for (const { id: companyId, admin } of companies) {
      const { hash } = (await admin.get(`policies/${id}`)).body.reading
      done(await admin.post(`policies/${id}/acknowledgements`, { hash }), 201)
      readers.set(id, (readers.get(id) ?? new Set()).add(companyId))
    }
  }
  const now = world.platform.clock.now().getTime()
  const inHours = (hours: number) => new Date(now + hours * 3_600_000).toISOString()
  for (const [i, carrier] of CELL_CARRIERS.entries()) {
    const kind = POLICY_KINDS[i % POLICY_KINDS.length]
    const cells = C2_POLICY.cells.map((cell) => ({ ...cell, carrier }))
    const change = { carrier, cells, kind }
    await read(await publish(change), a, b, r1, r2, r3, rb)
    await read(await publish({ ...change, kind: 'event' }), a, r1)
    // Read once, but not the version in force.
    const older = await publish(change)
    await read(older, r1)
    const { title: _, carrier: __, joinType: ___, ...shape } = C2_POLICY
    done(await hq.admin.post(`policies/${older}/versions`, { ...shape, cells, version: 1 }), 201)
    readers.delete(older)
    beginning.add(await publish({ ...change, validFrom: inHours(48) }))
    await publish({ ...change, validTo: inHours(1) })
    elsewhere.add(await publish({ ...change, targets: [b.id] }))
    excluding.add(await publish({ ...change, exclusions: [r1.id] }))
    const ended = `policies/${await publish(change)}/withdrawal`
    done(await hq.admin.post(ended, { version: 1, reason: '단가 오류' }), 200)
  }
  world.platform.clock.advance(2 * 3_600)
}

const ROW = {
  id: text,
  hqId: text,
  title: text,
  carrier: text,
  kind: text,
  status: text,
  validFrom: instant,
  validTo: nullable(instant),
}
type Row = RowOf<typeof ROW>

const rowsNow = () =>
  rowsOf(
    world.platform.db,
    sql`select id, hq_id as "hqId", title, carrier, kind::text, status::text, valid_from as "validFrom", valid_to as "validTo" from policies`,
    ROW,
  )

function stateOf({ status, validFrom, validTo }: Row): PolicyState {
  const now = world.platform.clock.now()
  if (status === 'inactive') return 'withdrawn'
  if (status === 'expired' || (validTo && validTo <= now)) return 'expired'
  return validFrom > now ? 'scheduled' : 'active'
}

/** An agency sets its prices before the start; its shops see a policy from then on. */
const visibleStates = (tier: Tier): PolicyState[] =>
  tier === 'agency' ? ['active', 'scheduled'] : ['active']

const isVisible = (row: Row, { hqId, tier }: Actor) =>
  row.hqId === hqId &&
  (tier === 'hq' || (visibleStates(tier).includes(stateOf(row)) && !elsewhere.has(row.id))) &&
  (tier !== 'retail' || !excluding.has(row.id))

/** The companies of our tree that a policy reaches. */
function reachOf(id: string): string[] {
  const { a, b, r1, r2, r3, rb } = tree
  if (beginning.has(id)) return [a.id, b.id]
  const shops = excluding.has(id) ? [r2, r3] : [r1, r2, r3]
  const ofB = [b, rb]
  return (elsewhere.has(id) ? ofB : [a, ...shops, ...ofB]).map((company) => company.id)
}
const isUnread = (id: string, { tier, companyId }: Actor) =>
  (tier === 'hq' ? reachOf(id) : [companyId]).some((one) => !readers.get(id)?.has(one))

const fits = (row: Row, query: Record<string, string | undefined>, actor: Actor) =>
  allHold(query, {
    status: (status) => row.status === status,
    state: (state) => stateOf(row) === state,
    carrier: (carrier) => row.carrier === carrier,
    kind: (kind) => row.kind === kind,
    unread: (word) => String(isUnread(row.id, actor)) === word,
    q: (part) => contains(row.title, part),
  })

describe.each(['hq', 'a', 'r1'] as const)('policies, as %s sees them', (name) => {
  test('are those of the oracle', async () => {
    const { admin } = tree[name]
    const { found } = await compareWithOracle(admin, {
      path: 'policies',
      values: {
        status: POLICY_STATUSES,
        state: POLICY_STATES,
        carrier: CELL_CARRIERS,
        kind: POLICY_KINDS,
        unread: ['true', 'false'],
        q: ['5g프리미엄', '1', '없는 제목'],
      },
      rows: await rowsNow(),
      isVisible,
      fits: (row, query) => fits(row, query, admin.actor),
      isBefore: (row, other) => row.id > other.id,
    })
    expect(found).toBeGreaterThan(100)
  })

  test('are counted by state as they are listed', async () => {
    const { admin } = tree[name]
    const rows = (await rowsNow()).filter((row) => isVisible(row, admin.actor))
    for (const search of ['', '?kind=event', '?carrier=kt&unread=true', '?q=1']) {
      const counts = PolicyCounts.parse((await admin.get(`policies/counts${search}`)).body)
      const query = Object.fromEntries(new URLSearchParams(search))
      const own = rows.filter((row) => fits(row, query, admin.actor))
      const inState = (state: PolicyState) => own.filter((row) => stateOf(row) === state)
      expect(counts, search).toEqual({
        all: own.length,
        ...Object.fromEntries(POLICY_STATES.map((state) => [state, inState(state).length])),
        unread: inState('active').filter(({ id }) => isUnread(id, admin.actor)).length,
      })
    }
  })
})

test('HQ reads how many companies a policy reaches and how many of them have read it', async () => {
  const { items } = (await tree.hq.admin.get('policies?limit=100')).body
  for (const { id, reach } of items)
    expect(reach).toEqual({
      companies: reachOf(id).length,
      read: reachOf(id).filter((one) => readers.get(id)?.has(one)).length,
    })
})
