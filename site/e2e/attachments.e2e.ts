import type { Page } from 'playwright/test'
import { chooseSale, type Sale } from './counter.ts'
import { numberIn } from './orders.ts'
import { expect, PHONE, test } from './roles.ts'

// Papers of an order: photographed or chosen on the telephone, sent while the form is filled in, read by HQ.

const SALE: Sale = {
  policy: '5G 프리미엄',
  carrier: 'SKT',
  plan: '5G 프리미엄 99',
  months: '24개월',
  sim: '선불',
  name: '한여름',
  phone: '01000001234',
}
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(40_000, 7)])
const FILE = { name: '한여름 신청서.pdf', mimeType: 'application/pdf', buffer: PDF }

async function atForm(page: Page) {
  await chooseSale(page, SALE)
  await page.getByRole('button', { name: '고객·단말기 입력' }).click()
  const group = page.getByRole('group', { name: /서명한 신청서/ })
  await expect(group).toBeVisible()
  return group
}
/** By keyboard, as on a desk; a finger opens the same dialog. */
async function pick(page: Page, file: typeof FILE) {
  const [dialog] = await Promise.all([
    page.waitForEvent('filechooser'),
    page
      .getByRole('group', { name: /서명한 신청서/ })
      .getByRole('button', { name: '파일 고르기' })
      .press('Enter'),
  ])
  await dialog.setFiles(file)
}
async function fill(page: Page) {
  await page.getByLabel('고객 이름').fill(SALE.name)
  await page.getByLabel('연락처', { exact: true }).fill(SALE.phone)
  await page.getByLabel('생년월일').fill('19910314')
  await page.getByRole('radio', { name: 'KT', exact: true }).click()
  await page.getByLabel('단말기 모델').fill('갤럭시 S26 256GB')
}

test('a shop attaches a paper on the telephone, and HQ downloads the same bytes', async ({
  as,
}) => {
  const shop = await as('shop', PHONE)
  const group = await atForm(shop)
  await pick(shop, FILE)
  await expect(group.getByRole('button', { name: '첨부 지우기' })).toBeVisible()
  await expect(group.locator('.file-box')).toHaveAttribute('data-phase', 'kept')
  await fill(shop)
  await shop.getByRole('button', { name: '확인하기' }).click()
  await expect(shop.getByText('첨부했어요', { exact: true })).toBeVisible()
  await shop.getByRole('button', { name: '접수하기' }).click()
  await expect(shop.getByRole('heading', { name: '주문을 접수했어요' })).toBeVisible()
  const number = await numberIn(shop.locator('.placed-number'))

  const hq = await as('hq')
  await hq.goto('/orders')
  await hq.getByRole('row', { name: number }).click()
  const drawer = hq.getByRole('dialog').or(hq.locator('.drawer')).first()
  const button = drawer.getByRole('button', { name: '첨부 1.pdf 받기' })
  await button.scrollIntoViewIfNeeded()
  const [download] = await Promise.all([hq.waitForEvent('download'), button.click()])
  expect(download.suggestedFilename()).toBe('첨부 1.pdf')
  const stream = await download.createReadStream()
  expect(Buffer.concat(await stream.toArray()).equals(PDF)).toBe(true)

  const agency = await as('agency')
  await agency.goto('/orders')
  await agency.getByRole('row', { name: number }).click()
  await expect(agency.getByText(number).first()).toBeVisible()
  await expect(agency.getByRole('button', { name: '첨부 1.pdf 받기' })).toHaveCount(0)
})

test('what cannot be attached is named before anything is sent', async ({ as }) => {
  const shop = await as('shop', PHONE)
  const group = await atForm(shop)
  const asked: string[] = []
  shop.on('request', (request) => {
    if (request.url().includes('/attachments')) asked.push(request.url())
  })
  const large = Buffer.alloc(11 * 1024 * 1024)
  await pick(shop, { ...FILE, buffer: large })
  await expect(group).toContainText('11MB 파일이에요. 10MB까지 올릴 수 있으니')
  await expect(group.getByRole('button', { name: '첨부 지우기' })).toBeFocused()
  await shop.keyboard.press('Enter')
  await expect(group.getByRole('button', { name: '파일 고르기' })).toBeVisible()
  await pick(shop, { ...FILE, name: '신청서.jpg', buffer: Buffer.from('MZ program') })
  await expect(group).toContainText('올릴 수 없는 파일이에요')
  expect(asked).toEqual([])
})

test('a lost upload keeps every other answer, and the same file is sent again', async ({ as }) => {
  const shop = await as('shop', PHONE)
  const group = await atForm(shop)
  await fill(shop)
  await shop.route('**/api/uploads/**', (route) => route.abort())
  await pick(shop, FILE)
  await expect(group).toContainText('인터넷이 끊겨 올리지 못했어요')
  await shop.getByRole('button', { name: '확인하기' }).click()
  await expect(shop).toHaveURL(/step=customer/)
  await shop.unroute('**/api/uploads/**')
  await group.getByRole('button', { name: '다시 올리기' }).click()
  await expect(group.locator('.file-box')).toHaveAttribute('data-phase', 'kept')
  await expect(shop.getByLabel('고객 이름')).toHaveValue(SALE.name)
  await expect(shop.getByLabel('생년월일')).toHaveValue('1991-03-14')
  await shop.getByRole('button', { name: '확인하기' }).click()
  await expect(shop.getByRole('heading', { name: '이대로 접수할까요?' })).toBeVisible()
})

test('an order that is sent off too early waits for its file, and can be stopped', async ({
  as,
}) => {
  const shop = await as('shop', PHONE)
  await atForm(shop)
  await fill(shop)
  let let_go = () => {}
  const gate = new Promise<void>((resolve) => {
    let_go = resolve
  })
  await shop.route('**/api/uploads/**', async (route) => {
    await gate
    await route.continue()
  })
  await pick(shop, FILE)
  await shop.getByRole('button', { name: '확인하기' }).click()
  await expect(shop.getByText('첨부 1개를 올리는 중이에요')).toBeVisible()
  await shop.getByRole('button', { name: '접수하기' }).click()
  await expect(shop.getByText('다 올라가면 바로 접수할게요')).toBeVisible()
  await shop.getByRole('button', { name: '기다리지 않기' }).click()
  await expect(shop.getByRole('button', { name: '접수하기' })).toBeVisible()
  await shop.getByRole('button', { name: '접수하기' }).click()
  let_go()
  await expect(shop.getByRole('heading', { name: '주문을 접수했어요' })).toBeVisible()
})
