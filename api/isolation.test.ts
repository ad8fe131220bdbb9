import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CUSTOMER_NEIGHBOURS } from '#tests/customer-samples.ts'
import { dump } from '#tests/dump.ts'
import { type Filled, fill, markOf } from '#tests/filled.ts'
import { commandsOf, readsOf, type Sample } from '#tests/samples.ts'
import { SERVICE_NEIGHBOURS } from '#tests/service-samples.ts'
import { openWorld, type World } from '#tests/world.ts'
import { unpacked } from './xlsx/unpacked.fixture.ts'

// Two trees in one installation, each with records of every kind and a mark in every text. Each request
// about own records is repeated for the records of the other tree and of neighbours in the own tree.

let world: World
let ours: Filled
let theirs: Filled
/** Everything that the people of our tree could read before the other tree existed. */
let before: Map<string, string>

beforeAll(async () => {
  world = await openWorld()
  ours = await fill(world, await world.mintTree(markOf('A')), markOf('A'))
  // The first read writes refusals to the audit log, which repeats them at most once a minute.
  await everythingRead(ours)
  // It also updates when each person was last seen.
  await everythingRead(ours)
  before = await everythingRead(ours)
  theirs = await fill(world, await world.mintTree(markOf('B')), markOf('B'), 7_000)
})
afterAll(() => world.close())

const readersOf = ({ hq, a, b, r1, r2, r3, rb, keeper }: Filled) => [
  ...Object.entries({ hq, a, b, r1, r2, r3, rb }).flatMap(
    ([name, { admin, staff }]) =>
      [
        [`${name} admin`, admin],
        [`${name} staff`, staff],
      ] as const,
  ),
  ['hq keeper', keeper] as const,
]
/** The time of every read, so that clocks make no difference. */
const READ_AT = '2026-11-20T06:00:00.000Z'

async function everythingRead(tree: Filled): Promise<Map<string, string>> {
  const at = world.platform.clock.now()
  world.platform.clock.set(READ_AT)
  const read = new Map<string, string>()
  for (const [name, reader] of readersOf(tree))
    for (const { who, path } of readsOf(tree)) {
      if (path.endsWith('/file') || !who) continue
      const { status, text } = await reader.get(path)
      read.set(`${name} ${path}`, `${status} ${text.replace(/"traceId":"\w+"/, '')}`)
    }
  await world.platform.settled()
  world.platform.clock.set(at)
  return read
}

describe('another tree', () => {
  test('changes no list, sum, count or dashboard of ours', async () => {
    const after = await everythingRead(ours)
    for (const [what, answer] of before)
      expect(`${what} ${after.get(what)}`).toBe(`${what} ${answer}`)
  })

  test('never shows its marks and ids in our tree, nor ours in its own', async () => {
    for (const [reader, other] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      const foreign = [other.mark, ...Object.values(other.ids)]
      for (const [what, answer] of await everythingRead(reader))
        for (const sign of foreign) expect(answer.includes(sign), `${what}: ${sign}`).toBe(false)
    }
  })

  test('is in none of our files, while our own data are', async () => {
    const files: [Filled['hq'], string][] = [
      [ours.hq, ours.ids.hqExport],
      [ours.a, ours.ids.aExport],
      [ours.b, ours.ids.bExport],
      [ours.r1, ours.ids.r1Export],
    ]
    for (const [company, id] of files) {
      const response = await company.admin.bytes(`exports/${id}/file`)
      const text = unpacked(response)
      expect(text).toContain(ours.mark)
      for (const sign of [theirs.mark, ...Object.values(theirs.ids)])
        expect(text).not.toContain(sign)
    }
  })
})

/** The same request about another record: each id in it in turn is replaced by its counterpart. */
function aimedAt(sample: Sample, twins: Map<string, string>) {
  const text = JSON.stringify({ path: sample.path, body: sample.body })
  return [...new Set(text.match(IDS))].flatMap((id) => {
    const twin = twins.get(id)
    if (!twin) return []
    const aimed = text.replaceAll(IDS, (found) => (found === id ? twin : found))
    const changed: Pick<Sample, 'path' | 'body'> = JSON.parse(aimed)
    return [
      { what: `${sample.route} ${sample.path}: ${twin}`, twin, sample: { ...sample, ...changed } },
    ]
  })
}
/** In any place; ids that are integers in a path, a query or a field. */
const IDS =
  /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|(?<=\/(?:customers|service-types|packages)\/|[?&]\w+(?:_id|Id)=|"\w+(?:_id|Id)":)\d+(?![\w-])/g

/** The other tree's record of the same kind. */
const foreign = () =>
  new Map([
    ...Object.entries(ours.ids).map(
      ([name, id]) => [id, theirs.ids[name as keyof Filled['ids']]] as const,
    ),
    ...Object.entries(ours.numbers).map(
      ([name, id]) => [`${id}`, `${theirs.numbers[name as keyof Filled['numbers']]}`] as const,
    ),
  ])
/** The neighbour's record of the same kind in our own tree: a record of agency A becomes one of agency B. */
function neighbours(): Map<string, string> {
  const { ids, numbers } = ours
  const pairs: [string, string][] = [
    [ids.a, ids.b],
    [ids.r1, ids.rb],
    [ids.r2, ids.rb],
    [ids.pending, ids.cousinPending],
    [ids.waiting, ids.cousinPending],
    [ids.completed, ids.cousinCompleted],
    [ids.hqExport, ids.aExport],
    [ids.aExport, ids.bExport],
    [ids.aWaiting, ids.bWaiting],
    [ids.hqWaiting, ids.aWaiting],
    [ids.r1Export, ids.aExport],
    [ids.hqLine, ids.bLine],
    [ids.aInvitation, ids.bInvitation],
    [ids.applicant, ids.cousinApplicant],
    [ids.r2Staff, ids.rbStaff],
    [ids.resident, ids.cousinResident],
    [ids.device, ids.cousinDevice],
    [ids.apiToken, ids.cousinApiToken],
    ...[...CUSTOMER_NEIGHBOURS, ...SERVICE_NEIGHBOURS].map(([one, other]): [string, string] => [
      `${numbers[one]}`,
      `${numbers[other]}`,
    ]),
  ]
  return new Map([...pairs, ...pairs.map(([one, other]) => [other, one] as const)])
}

/** Whether the id is only a cursor: it gives the start of a page, may be any id and shows nothing. */
const isPosition = ({ path }: Sample, twin: string) =>
  new RegExp(`(after|before)=${twin}`).test(path)

describe('a record out of reach', () => {
  test('of another tree seems not to exist, in every path, body and query', async () => {
    const twins = foreign()
    const state = await dump(world.platform.db)
    let asked = 0
    for (const { what, twin, sample } of [...readsOf(ours), ...commandsOf(ours)].flatMap((sample) =>
      aimedAt(sample, twins),
    )) {
      const { status, text } = await ask(sample)
      if (isPosition(sample, twin)) continue
      asked++
      if (status === 200) expect(isEmpty(text), `${what} ${text}`).toBe(true)
      else expect(REFUSED, `${what} ${text}`).toContain(status)
      expect(text.includes(theirs.mark), what).toBe(false)
    }
    expect(await dump(world.platform.db)).toEqual(state)
    expect(asked).toBeGreaterThan(40)
  })

  test('and an id of no record get the same answer, so that ids cannot be probed', async () => {
    const nobodys = new Map([
      ...Object.values(ours.ids).map((id) => [id, '0198b1c2-0000-7000-8000-000000000000'] as const),
      ...Object.values(ours.numbers).map((id) => [`${id}`, '999999'] as const),
    ])
    const twins = foreign()
    const samples = [...readsOf(ours), ...commandsOf(ours)]
    const said = async (records: Map<string, string>) => {
      const answers = []
      for (const { twin, sample } of samples.flatMap((sample) => aimedAt(sample, records))) {
        if (isPosition(sample, twin)) continue
        const { status, text } = await ask(sample)
        answers.push([sample.route, status, text.replace(/"traceId":"\w+"/, '')])
      }
      return answers
    }
    expect(await said(twins)).toEqual(await said(nobodys))
  })

  test("of a neighbour's in our own tree is out of reach too, for agencies and shops", async () => {
    const twins = neighbours()
    const state = await dump(world.platform.db)
    const { hq, keeper } = ours
    const own = [...readsOf(ours), ...commandsOf(ours)].filter(
      ({ who }) => who !== hq.admin && who !== hq.staff && who !== keeper,
    )
    let asked = 0
    for (const { what, twin, sample } of own.flatMap((sample) => aimedAt(sample, twins))) {
      const { status, text } = await ask(sample)
      if (isPosition(sample, twin)) continue
      asked++
      if (status === 200) expect(isEmpty(text), `${what} ${text}`).toBe(true)
      else expect(REFUSED, `${what} ${text}`).toContain(status)
    }
    expect(await dump(world.platform.db)).toEqual(state)
    expect(asked).toBeGreaterThan(8)
  })
})

/** `conflict` answers a filter that fits no line: 'nothing to approve', for any company in it. */
const REFUSED = [404, 409, 422]

const ask = ({ route, who = world.nobody, path, body }: Sample) =>
  who.send(route.split(' ')[0] ?? '', path, body)

/** A list without items, or counts and sums of zero. */
function isEmpty(text: string): boolean {
  const answer = JSON.parse(text)
  if (Array.isArray(answer)) return answer.length === 0
  const { items, total, sumWon } = answer
  return items ? items.length === 0 : total === 0 && sumWon === 0
}
