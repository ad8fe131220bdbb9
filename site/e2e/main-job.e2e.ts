import exceljs from 'exceljs'
import type { Page } from 'playwright/test'
import { chooseSale, fillCustomer, type Sale, submitSale } from './counter.ts'
import { seoulMonth, won, wonIn } from './figures.ts'
import { orderRows } from './orders.ts'
import { expect, PHONE, test } from './roles.ts'
import { keepBeside, openStep } from './steps.ts'

/** HQ pays 400,000, the agency passes on 300,000, and the prepaid SIM adds 7,700 at each tier. */
const GROSS_WON = 400_000
const SHOP_WON = 300_000
const SIM_WON = 7_700
const SHOP_TOTAL_WON = 307_700
const HQ_TOTAL_WON = 407_700
const MARGIN_WON = 100_000

const SALE: Sale = {
  policy: 'SKT 첫눈 특별',
  plan: '5G 프리미엄 99',
  months: '24개월',
  sim: '선불',
  name: '한겨울',
  phone: '01000007788',
  imei: '350000000000006',
}

test('from a published policy to a settlement file, to the won', async ({ as }) => {
  test.setTimeout(240_000)
  const hq = await as('hq')
  const agency = await as('agency')
  const shop = await as('shop', PHONE)

  const policyId = await test.step('HQ publishes a policy', () => publish(hq))
  await test.step('HQ allocates budget', () => allocate(hq))
  await test.step('the agency prices the policy', () => price(agency, policyId))
  await test.step('the agency distributes budget', () => distribute(agency))

  const before = await settlementsOf(hq)
  const received = await receivableOf(shop)

  const number = await test.step('the shop takes an order by phone', () => order(shop))
  await test.step('HQ approves it by keyboard', () => approve(hq, number))
  await test.step('HQ ships and completes it', () => fulfil(hq, number))

  await test.step('all three see what is owed', async () => {
    expect(await settlementsOf(hq)).toEqual({
      agencyWon: before.agencyWon + HQ_TOTAL_WON,
      shopWon: before.shopWon + SHOP_TOTAL_WON,
      marginWon: before.marginWon + MARGIN_WON,
    })
    expect(await receivableOf(shop)).toBe(received + SHOP_TOTAL_WON)
    expect(HQ_TOTAL_WON).toBe(MARGIN_WON + SHOP_TOTAL_WON)
  })
  await test.step('HQ approves the settlement', () => settle(hq))
  await test.step('HQ exports the month', () => exportMonth(hq))
})

async function publish(hq: Page): Promise<string> {
  await hq.goto('/policies/new')
  await hq.getByLabel('정책 이름 쓰기').fill(SALE.policy)
  await hq.getByRole('checkbox', { name: '동해통신' }).check()
  await openStep(hq, '주문서')
  await hq.locator('[data-row="imei"]').click()
  await hq.getByRole('checkbox', { name: '필수로 묻기' }).check()
  await openStep(hq, '단가')
  await hq.getByLabel('통신사', { exact: true }).selectOption({ label: 'SKT' })
  await typeInCell(hq, 'SKT 단가표', GROSS_WON)
  await openStep(hq, '계약 조건', '활성화')
  await keepBeside(hq)
  await hq.getByRole('button', { name: '게시', exact: true }).click()
  const dialog = hq.getByRole('dialog')
  await expect(dialog).toContainText('협력사 1곳과 판매점 4곳에 바로 알려요')
  await expect(dialog.getByRole('row', { name: '단가가 있는 칸' })).toContainText('1')
  // A dialog without fields begins at its safe answer.
  await expect(dialog.getByRole('button', { name: '취소' })).toBeFocused()
  await dialog.getByRole('button', { name: '게시', exact: true }).click()
  await hq.waitForURL(/\/policies\/view\?id=/)
  await expect(hq.getByRole('heading', { level: 1, name: SALE.policy })).toBeVisible()
  await expect(hq.getByRole('cell', { name: won(GROSS_WON) })).toBeVisible()
  return new URL(hq.url()).searchParams.get('id') ?? ''
}

/** Moves to SKT · 99K · 24 months by keyboard and types the amount. */
async function typeInCell(page: Page, label: string, amount: number) {
  const grid = page.getByRole('grid', { name: label })
  await grid.focus()
  await page.keyboard.press('Control+Home')
  for (let row = 0; row < 6; row++) await page.keyboard.press('ArrowDown')
  for (let column = 0; column < 2; column++) await page.keyboard.press('ArrowRight')
  await page.keyboard.type(String(amount))
  await page.keyboard.press('Enter')
  await expect(grid.getByRole('row', { name: /^99K/ })).toContainText(won(amount))
}

async function allocate(hq: Page) {
  await hq.goto('/rebates/allocate')
  await move(hq, { row: '동해통신', field: '동해통신 할당 금액', verb: '할당', amount: 5_000_000 })
}

async function distribute(agency: Page) {
  await agency.goto('/rebates/distribute')
  const field = '강릉중앙점 분배 금액'
  await move(agency, { row: '강릉중앙점', field, verb: '분배', amount: 1_000_000 })
}

/** Gives one company budget; the balance afterwards is the one that the dialog promised. */
async function move(
  page: Page,
  { row, field, verb, amount }: { row: string; field: string; verb: string; amount: number },
) {
  const line = page.getByRole('row', { name: row })
  const balance = line.locator('[data-label$="잔액 (원)"]:not([data-label*=" 후 "])')
  const balanceWon = await wonIn(balance)
  await page.getByLabel(field).fill(String(amount))
  await expect(line.locator(`[data-label^="${verb} 후"]`)).toHaveText(won(balanceWon + amount))
  await page.getByRole('button', { name: `1곳에 ${verb}` }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading')).toHaveText(`1곳에 ${won(amount)}원을 ${verb}할까요?`)
  await dialog.getByRole('button', { name: verb, exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(balance).toHaveText(won(balanceWon + amount))
}

async function price(agency: Page, policyId: string) {
  await agency.goto('/policies/pricing')
  await agency.getByRole('row', { name: SALE.policy }).getByRole('link').click()
  await expect(agency).toHaveURL(new RegExp(`id=${policyId}$`))
  await typeInCell(agency, 'SKT 판매점 단가', SHOP_WON)
  const row = agency.getByRole('grid').getByRole('row', { name: /^99K/ })
  await expect(row).toContainText(`${won(GROSS_WON)} / ${won(MARGIN_WON)}`)
  await agency.getByRole('button', { name: '저장하고 적용' }).click()
  const dialog = agency.getByRole('dialog')
  await dialog.getByRole('button', { name: '저장하고 적용' }).click()
  await expect(agency.getByText('저장했어요. 지금부터 접수하는 주문에 적용돼요.')).toBeVisible()
}

async function order(shop: Page): Promise<string> {
  await shop.goto('/orders/new')
  const bar = shop.getByRole('region', { name: '내 리베이트' })
  await expect(bar).toContainText(/쓸 수 있는 잔액\s*\d/)
  const balanceWon = await wonIn(bar.locator('.quote-left .n'))
  await chooseSale(shop, SALE)
  await expect(bar.locator('.quote-won')).toHaveText(`${won(SHOP_TOTAL_WON)}원`)
  await expect(bar).toContainText(`단가 ${won(SHOP_WON)} + 유심 ${won(SIM_WON)}`)
  // The SIM is paid by settlement, not from the budget.
  await expect(bar.locator('.quote-left')).toContainText(`${won(balanceWon - SHOP_WON)}원`)
  await fillCustomer(shop, SALE)
  const number = await submitSale(shop)
  await expect(shop.locator('.placed-facts')).toContainText(`${won(SHOP_TOTAL_WON)}원`)
  await expect(shop.locator('.placed-facts')).toContainText(`${won(balanceWon - SHOP_WON)}원`)
  return number
}

async function approve(hq: Page, number: string) {
  await hq.goto('/dashboard')
  await expect(hq.getByText(/^실시간/)).toBeVisible()
  await hq.getByRole('link', { name: /^승인 대기/ }).click()
  const mine = hq.getByRole('row', { name: number })
  await expect(mine).toContainText(won(HQ_TOTAL_WON))
  const rows = orderRows(hq)
  const waiting = await rows.allTextContents()
  await rows.first().focus()
  for (let row = waiting.findIndex((text) => text.includes(number)); row > 0; row--)
    await hq.keyboard.press('j')
  await expect(mine).toBeFocused()
  await hq.keyboard.press('Enter')
  const record = hq.getByRole('complementary')
  await expect(record.getByRole('heading', { name: number })).toBeVisible()
  await expect(record.getByRole('row', { name: /^합계/ })).toContainText(won(HQ_TOTAL_WON))
  await hq.keyboard.press('a')
  await expect(hq.getByText(new RegExp(`^${number}[을를] 승인했어요`))).toBeVisible()
  await expect(mine).toHaveCount(0)
}

async function fulfil(hq: Page, number: string) {
  await hq.goto('/orders')
  await hq.getByRole('searchbox').fill(number)
  // The row may be in the list of before, which goes when the search is answered.
  await expect(orderRows(hq)).toHaveCount(1)
  await hq.getByRole('row', { name: number }).click()
  const record = hq.getByRole('complementary')
  const dialog = hq.getByRole('dialog')
  await record.getByRole('button', { name: '발송 처리' }).click()
  await dialog.getByLabel('운송장 번호').fill('123456789012')
  await dialog.getByRole('button', { name: '발송 처리' }).click()
  await expect(dialog).toBeHidden()
  await record.getByRole('button', { name: '개통 완료' }).click()
  await dialog.getByLabel('개통번호').fill(SALE.phone)
  await dialog.getByRole('button', { name: '개통 완료' }).click()
  await expect(dialog).toBeHidden()
  await expect(record.getByText('개통완료').first()).toBeVisible()
  const debts = record.getByRole('table', { name: '정산' })
  await expect(debts.getByRole('row').filter({ hasText: '새봄모바일 → 동해통신' })).toHaveCount(2)
}

/** What HQ owes the agency this month, the shop's part of it, and the part that the agency keeps. */
async function settlementsOf(hq: Page) {
  await hq.goto(`/settlements?month=${seoulMonth()}`)
  const table = hq.getByRole('treegrid')
  await table.getByRole('button', { name: '동해통신 판매점 펼치기' }).click()
  const total = (name: string) =>
    wonIn(table.getByRole('row', { name }).first().locator('td.num').last())
  return {
    agencyWon: await total('동해통신'),
    shopWon: await total('강릉중앙점'),
    marginWon: await total('협력사에 남는 금액'),
  }
}

async function receivableOf(shop: Page) {
  await shop.goto(`/settlements?month=${seoulMonth()}`)
  const hero = shop.getByRole('region', { name: '받을 금액' })
  await expect(hero.locator('.receivable-won')).toHaveText(/\d/)
  return wonIn(hero.locator('.receivable-won'))
}

async function settle(hq: Page) {
  await hq.goto(`/settlements?month=${seoulMonth()}`)
  const table = hq.getByRole('treegrid')
  await table.getByRole('checkbox', { name: '동해통신 선택' }).check()
  await hq.getByRole('button', { name: '승인', exact: true }).click()
  const dialog = hq.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: '취소' })).toBeFocused()
  await expect(dialog.getByRole('row', { name: /^합계/ })).toContainText(/\d원/)
  await dialog.getByRole('button', { name: '승인', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(hq.getByText(/1곳의 정산 .*승인했어요/)).toBeVisible()
  await expect(table.getByRole('row', { name: '동해통신' }).first()).not.toContainText('승인 대기')
}

async function exportMonth(hq: Page) {
  await hq.getByRole('link', { name: '내보내기' }).last().click()
  await hq.waitForURL(/\/exports\?month=/)
  await hq.getByRole('button', { name: '내보내기 시작' }).click()
  // A live event tells the page that the file is ready; nobody reloads.
  const job = hq.getByRole('main').getByRole('listitem').first()
  await expect(job).toContainText(/완료.*\d행/s, { timeout: 60_000 })
  const arrives = hq.waitForEvent('download')
  await job.getByRole('button', { name: /받기$/ }).click()
  const file = await arrives
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/)

  const book = new exceljs.Workbook()
  await book.xlsx.readFile(await file.path())
  const sheet = book.worksheets[0]
  const row = sheet
    ?.getRows(1, sheet.rowCount)
    ?.find(({ values }) => (Array.isArray(values) ? values.includes(SALE.policy) : false))
  expect(sheet?.getRow(1).getCell('R').value).toBe('총 수수료')
  expect({
    R: row?.getCell('R').value,
    T: row?.getCell('T').value,
    U: row?.getCell('U').value,
  }).toEqual({ R: HQ_TOTAL_WON, T: MARGIN_WON, U: SHOP_TOTAL_WON })
}
