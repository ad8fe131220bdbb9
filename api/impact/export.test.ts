import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accessTokenFor } from '../auth/access-token.ts'
import { openStage, type Stage } from './impact.fixture.ts'

// The result of a replay as a workbook, through the same requests, jobs and files as every export.

let the: Stage
let hq: Stage['tree']['hq']['admin']
beforeAll(async () => {
  the = await openStage()
  hq = the.tree.hq.admin
  for (const shop of the.shops) await the.order(shop.admin)
  // No band of the draft fits a contract of 12 months.
  await the.order(the.shops[2]?.admin ?? hq, { contractMonths: 12 })
  the.tomorrow()
})
afterAll(() => the.world.close())

const ask = (impactId: string, who = hq) =>
  who.post('exports', { type: 'policy_impact', filters: { impactId } })
const draftOf = () =>
  the.draft({
    prices: { carrier: 'all', joinType: 'all', months: [24], cells: [] },
    terms: { rounding: 'up', flatWon: 350_000 },
  })

async function rowsOf(exportId: string) {
  const response = await the.world.call(`exports/${exportId}/file`, {
    headers: { authorization: `Bearer ${await accessTokenFor(the.world.platform, hq.actor, 900)}` },
  })
  expect(response.status).toBe(200)
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await response.arrayBuffer())
  const rows: unknown[][] = []
  book.worksheets[0]?.eachRow(({ values }) => {
    rows.push((Array.isArray(values) ? values : []).slice(1))
  })
  return rows
}

test('has the total, each agency and what has no price, with the amounts of the result', async () => {
  const draftId = await draftOf()
  const { body } = await the.start(draftId, 7)
  const early = await ask(body.id)
  expect([early.status, early.body.code]).toEqual([409, 'invalid_transition'])
  await the.work()
  const { result } = (await the.view(draftId, 7)).last
  const asked = await ask(body.id)
  expect([asked.status, asked.body.filters.impactId]).toEqual([202, body.id])
  await the.work()
  const [head, total, ...rest] = await rowsOf(asked.body.id)
  expect(head?.slice(0, 3)).toEqual(['구분', '이름', '주문'])
  const { orders, unmatched, closed, beforeWon, afterWon } = result.totals
  expect(total?.filter((cell) => cell !== undefined)).toEqual([
    ...['합계', orders, unmatched, closed, beforeWon, afterWon, afterWon - beforeWon],
  ])
  expect([orders, unmatched, beforeWon, afterWon]).toEqual([4, 1, 960_000, 1_050_000])
  const agencies = rest.filter(([kind]) => kind === '협력사')
  expect(agencies.map(([, name, count, , , , , rise]) => [name, count, rise])).toEqual(
    result.agencies.map((one: Record<string, number>) => [
      ...[one.name, one.orders, (one.afterWon ?? 0) - (one.beforeWon ?? 0)],
    ]),
  )
  const [none, ...others] = rest.filter(([kind]) => kind === '단가 없음')
  expect(others).toEqual([])
  expect(none).toContain('정책에 없는 약정')
  expect(String(none?.[1])).toContain('12개월')
})

test('is of the HQ alone, and of a replay that still exists', async () => {
  const draftId = await draftOf()
  const { body } = await the.start(draftId, 7)
  await the.work()
  const stranger = (await the.world.mintTree()).hq.admin
  expect((await ask(body.id, stranger)).status).toBe(404)
  expect((await ask(body.id, the.tree.a.admin)).status).toBe(403)
  const asked = await ask(body.id)
  // The result goes with its draft, so there is nothing to write a file of.
  await hq.send('DELETE', `policies/drafts/${draftId}`)
  await the.work()
  expect((await hq.get(`exports/${asked.body.id}`)).body.status).not.toBe('completed')
})
