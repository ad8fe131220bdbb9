import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dump } from '#tests/dump.ts'
import { handed, handedBytes } from '#tests/files/handed.ts'
import { openWorld, type Tree, type World } from '#tests/world.ts'
import { UPLOAD_BYTES_MAX } from './read-upload.ts'
import { priceText, uploadBy } from './uploads.fixture.ts'

let world: World
let tree: Tree
beforeAll(async () => {
  world = await openWorld()
  tree = await world.mintTree()
})
afterAll(() => world.close())

type Sent = Parameters<typeof uploadBy>
const upload = (to: Sent[1], bytes: Sent[2], query?: Sent[3], who: Sent[0] = tree.hq.admin) =>
  uploadBy(who, to, bytes, query)

describe('a file that cannot be read', () => {
  test.each([
    ['20', 415, 'image'],
    ['21', 422, 'empty'],
    ['22', 422, 'damaged'],
    ['23', 422, 'encrypted'],
    ['24', 413, 'too_large'],
    ['27', 415, 'old_format'],
  ])('%s is answered with %i and what to send instead', async (number, status, refused) => {
    for (const to of ['prices', 'catalog'] as const) {
      const answer = await upload(to, handedBytes(handed(number).file))
      expect([answer.status, answer.body.facts.refused]).toEqual([status, refused])
      expect(answer.body.detail).toMatch(/[.)]$/)
    }
  })

  test('an empty result is no success, and names each sheet', async () => {
    for (const [to, text, refused] of [
      ['prices', '모델명,공시\nS26,동결\n', 'no_prices'],
      ['catalog', '통신사,요금제명,월정액\n', 'no_rows'],
      ['catalog', '통신사,요금제명,월정액\n※ 끝\n', 'no_rows'],
    ] as const) {
      const { status, body } = await upload(to, text, { name: '표.csv' })
      expect([status, body.facts.refused]).toEqual([422, refused])
      expect(body.errors).toMatchObject([{ path: '표', code: refused }])
    }
  })

  test('the type, the length and the mapping are checked', async () => {
    const headers = await tree.hq.admin.credentials()
    const sent = (init: RequestInit, query = '') =>
      world.call(`uploads/prices${query}`, { method: 'POST', ...init })
    for (const type of ['application/json', 'image/png', 'multipart/form-data', ''])
      expect(
        (await sent({ headers: { ...headers, 'content-type': type }, body: 'a,b' })).status,
      ).toBe(415)
    const csv = { ...headers, 'content-type': 'text/csv' }
    const packed = { ...csv, 'content-encoding': 'gzip' }
    expect((await sent({ headers: packed, body: 'a,b' })).status).toBe(415)
    const large = { ...csv, 'content-length': String(UPLOAD_BYTES_MAX + 1) }
    expect((await sent({ headers: large, body: 'a,b' })).status).toBe(413)
    let given = 0
    const endless = new ReadableStream({
      pull(controller) {
        given += 65_536
        controller.enqueue(new Uint8Array(65_536).fill(32))
      },
    })
    const streamed = { headers: csv, body: endless, duplex: 'half' } as RequestInit
    expect((await sent(streamed)).status).toBe(413)
    expect(given).toBeLessThan(2 * UPLOAD_BYTES_MAX)
    const lost = new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) })
    const broken = { headers: csv, body: lost, duplex: 'half' } as RequestInit
    expect((await sent(broken)).status).toBe(400)
    for (const mapping of ['{', '{}', '[1]', '[{"sheet":"a","stranger":1}]', 'null']) {
      // The file has an amount, so that nothing but the mapping is refused.
      const answer = await upload('prices', '모델명,공시\nS26,350000\n', { mapping })
      expect(answer.status, mapping).toBe(422)
      expect(answer.body.errors[0].path, mapping).toMatch(/^mapping/)
    }
  })

  test('more rows than one import takes are refused before they are judged', async () => {
    const rows = Array.from({ length: 1_001 }, (_, nth) => `SKT,요금 ${nth},77000`)
    const { status, body } = await upload('catalog', ['통신사,요금제명,월정액', ...rows].join('\n'))
    expect([status, body.facts]).toEqual([
      413,
      { refused: 'too_large', subject: 'rows', rowsMax: 1_000 },
    ])
  })

  test('a sheet of prices that takes too much memory is refused with what to do', async () => {
    const { status, body } = await upload('prices', priceText(6_000))
    expect([status, body.facts]).toEqual([413, { refused: 'too_large', subject: 'cells' }])
    expect(body.detail).toMatch(/Split it/)
  })

  test('a hidden sheet is named and nothing is read into it', async () => {
    const { body } = await upload('prices', handedBytes(handed('02').file))
    expect(
      body.sheets.map((one: { sheet: { hidden: boolean }; proposal: unknown }) => [
        one.sheet.hidden,
        one.proposal === null,
      ]),
    ).toEqual([...Array.from({ length: 3 }, () => [false, false]), [true, true]])
  })

  test('a list of people in a wide sheet has no prices', async () => {
    const { status, body } = await upload('prices', handedBytes(handed('25').file))
    expect([status, body.facts.refused]).toEqual([422, 'no_prices'])
    const strict = await upload('prices', handedBytes(handed('26').file))
    expect(strict.body.sheets[0].proposal).toMatchObject({
      counts: { total: 0 },
      questions: [{ code: 'no_headings' }],
    })
  })

  test('any bytes are read or refused', async () => {
    const bytes = handedBytes(handed('02').file)
    for (let at = 0; at < bytes.length; at += 977) {
      const spoiled = bytes.slice()
      spoiled[at] = (spoiled[at] ?? 0) ^ 0xff
      const { status } = await upload('prices', spoiled)
      expect([200, 413, 415, 422], `byte ${at}`).toContain(status)
    }
  })
})

test('nothing of a file is stored', async () => {
  const before = await dump(world.platform.db)
  await upload('prices', handedBytes(handed('02').file))
  await upload('catalog', handedBytes(handed('05').file))
  await upload('catalog', handedBytes(handed('06').file))
  await world.platform.settled()
  expect(await dump(world.platform.db)).toEqual(before)
})

test('only an admin of the headquarters sends files', async () => {
  const { hq, a, r1 } = tree
  for (const who of [hq.staff, a.admin, r1.admin])
    for (const to of ['prices', 'catalog'] as const)
      expect((await upload(to, 'a,b', {}, who)).status).toBe(403)
})
