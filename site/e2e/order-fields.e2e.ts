import type { BrowserContext, Page } from 'playwright/test'
import { chooseSale, fillCustomer, type Sale, submitSale } from './counter.ts'
import { repaste, retype, setCaret, withCaret } from './keys.ts'
import { expect, test } from './roles.ts'

const SALE: Sale = {
  policy: '5G 프리미엄',
  carrier: 'SKT',
  plan: '5G 프리미엄 99',
  months: '24개월',
  sim: '선불',
  name: '한가람',
  phone: '01000004321',
}

async function atCustomer(page: Page) {
  await chooseSale(page, SALE)
  await page.getByRole('button', { name: '고객·단말기 입력' }).click()
  return page.getByLabel('연락처', { exact: true })
}

test('telephone numbers keep their caret and every digit', async ({ as }) => {
  const shop = await as('shop')
  const phone = await atCustomer(shop)
  for (const [text, shown] of [
    ['+82 10-1234-5678', '010-1234-5678'],
    ['０１０－１２３４－５６７８', '010-1234-5678'],
    ['02-1234-5678', '02-1234-5678'],
    ['02-123-4567', '02-123-4567'],
    ['1588-1234', '1588-1234'],
  ] as const) {
    await repaste(shop, phone, text)
    await expect(phone, `pasted ${text}`).toHaveValue(shown)
    await retype(phone, text)
    await expect(phone, `typed ${text}`).toHaveValue(shown)
    await shop.keyboard.press('Tab')
    await expect(phone).not.toHaveAttribute('aria-invalid')
  }
  await retype(phone, '010-1234-5678')
  await setCaret(phone, '010-12'.length)
  await shop.keyboard.press('Backspace')
  await shop.keyboard.type('9')
  expect(await withCaret(phone)).toBe('010-19|34-5678')
})

test('text that is no number stays, is reported, and does not pass to the review', async ({
  as,
}) => {
  const shop = await as('shop')
  const phone = await atCustomer(shop)
  await shop.getByLabel('고객 이름').fill(SALE.name)
  await shop.getByLabel('생년월일').fill('19910314')
  await shop.getByRole('radio', { name: 'KT', exact: true }).click()
  await shop.getByLabel('단말기 모델').fill('갤럭시 S26 256GB')
  for (const [text, shown, said] of [
    ['0101234567', '010-1234-567', '1자리가 모자라요. 11자리로 입력해 주세요.'],
    ['010-1234-56789', '010-1234-56789', '1자리가 많아요. 11자리로 입력해 주세요.'],
    ['010-12ab', '010-12ab', '숫자만 입력해 주세요.'],
    ['0991234567', '0991234567', '이렇게 시작하는 전화번호는 없어요'],
  ] as const) {
    await retype(phone, text)
    await shop.getByRole('button', { name: '확인하기' }).click()
    await expect(phone).toHaveValue(shown)
    await expect(shop.getByText(said)).toBeVisible()
    await expect(phone).toBeFocused()
    await expect(shop).toHaveURL(/step=customer/)
  }
  // It is still there, as typed, after going away and coming back.
  await retype(phone, '010-12ab')
  await shop.getByRole('button', { name: '뒤로' }).click()
  await shop.getByRole('button', { name: '고객·단말기 입력' }).click()
  await expect(phone).toHaveValue('010-12ab')
  await retype(phone, SALE.phone)
  await shop.getByRole('button', { name: '확인하기' }).click()
  await expect(shop.getByRole('heading', { name: '이대로 접수할까요?' })).toBeVisible()
})

test('after a reload the form says what has to be typed again, and begins there', async ({
  as,
}) => {
  const shop = await as('shop')
  await atCustomer(shop)
  await shop.getByLabel('고객 이름').fill(SALE.name)
  await shop.getByLabel('연락처', { exact: true }).fill(SALE.phone)
  await shop.getByLabel('생년월일').fill('19910314')
  await shop.reload()
  const note = shop.getByText('고객 정보는 이 기기에 남기지 않아요')
  await expect(note).toContainText('고객 이름, 연락처, 생년월일')
  await expect(shop.getByLabel('고객 이름')).toBeFocused()
  await shop.getByLabel('고객 이름').fill(SALE.name)
  await expect(note).not.toContainText('고객 이름')
  const kept = await shop.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
  )
  for (const secret of [SALE.name, SALE.phone, '1991']) expect(kept).not.toContain(secret)
})

/** Collects the Idempotency-Key of each order that the context sends. */
function keysOf(context: BrowserContext): string[] {
  const keys: string[] = []
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/v2/orders'))
      keys.push(request.headers()['idempotency-key'] ?? '')
  })
  return keys
}

test('an order can be sent while its price is asked again', async ({ as }) => {
  const shop = await as('shop')
  await chooseSale(shop, SALE)
  await fillCustomer(shop, SALE)
  // Another order of the shop moves its balance, so this tab asks for the price again; the answer hangs.
  const asked = Promise.withResolvers<void>()
  const answered = Promise.withResolvers<void>()
  await shop.route('**/api/v2/quotes', async (route) => {
    asked.resolve()
    await answered.promise
    await route.continue()
  })
  const other = await shop.context().newPage()
  await other.goto('/orders/new')
  await fillCustomer(other, { ...SALE, phone: '01000004324' })
  await submitSale(other)
  await asked.promise
  await submitSale(shop)
  answered.resolve()
})

test('two tabs, two orders, two keys', async ({ as }) => {
  const first = await as('shop')
  const keys = keysOf(first.context())
  await chooseSale(first, SALE)
  // A separate tab, and one duplicated from the first with the first's storage.
  const second = await first.context().newPage()
  await second.goto('/orders/new')
  const [third] = await Promise.all([
    first.context().waitForEvent('page'),
    first.evaluate(() => void open('/orders/new?step=plan')),
  ])
  await first.reload()
  const numbers: string[] = []
  for (const [tab, phone] of [
    [first, '01000004321'],
    [second, '01000004322'],
    [third, '01000004323'],
  ] as const) {
    await fillCustomer(tab, { ...SALE, phone })
    numbers.push(await submitSale(tab))
  }
  expect(new Set(numbers).size).toBe(3)
  expect(new Set(keys).size).toBe(3)
})
