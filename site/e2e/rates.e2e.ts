import type { Page } from 'playwright/test'
import { expect, signIn, test } from './roles.ts'

const PLAN = '5G 프리미엄 99'
/** The amount that was found. */
const won = (page: Page) => page.locator('.rates-won')
const keptNote = (page: Page) => page.getByText('받은 단가예요')

/** Asks for a new customer's activation with 24 months. */
async function lookUp(page: Page) {
  await page.goto('/rates')
  await page.getByRole('combobox', { name: '요금제' }).fill(PLAN)
  await page.getByRole('option', { name: PLAN }).first().click()
  await page.getByRole('radio', { name: '번호이동' }).click()
  await page.getByRole('radio', { name: '선택약정' }).click()
  await page.getByRole('radio', { name: /^24개월/ }).click()
  await expect(won(page)).toHaveText(/^[\d,]+원$/)
}

/** Until the page and the files that it has loaded are on the device. */
const isKeptWhole = (page: Page) =>
  page.evaluate(async () => {
    const cache = await caches.open('maru-rates-page')
    const paths = (await cache.keys()).map(({ url }) => new URL(url).pathname)
    return paths.includes('/rates') && paths.some((path) => path.startsWith('/_astro/'))
  })

test('rates that were looked up can be looked up without a network, also by a page that opens then', async ({
  as,
}) => {
  const shop = await as('shop')
  await lookUp(shop)
  const found = await won(shop).innerText()
  await expect(shop.getByRole('link', { name: '이 조건으로 주문 쓰기' })).toBeVisible()
  await expect.poll(() => isKeptWhole(shop)).toBe(true)

  await shop.context().setOffline(true)
  const cold = await shop.context().newPage()
  await cold.goto('/rates')
  await expect(keptNote(cold)).toBeVisible()
  await expect(won(cold)).toHaveText(found)
  // Another choice is answered too; only the order waits for the connection.
  await cold.getByRole('radio', { name: '기기변경' }).click()
  await expect(won(cold)).toHaveText(/원$|–/)
  await expect(cold.getByText('연결되면 이 조건으로 주문을 쓸 수 있어요.')).toBeVisible()

  // The frame says whose copy it is and offers what works: the other language, and another attempt.
  await expect(cold.getByRole('banner')).toContainText('강릉중앙점')
  await expect(cold.getByRole('navigation').getByRole('link')).toHaveText(['단가 조회'])
  await cold.getByRole('button', { name: '다시 연결' }).click()
  await expect(cold.getByText('아직 연결되지 않아요.')).toBeVisible()
  await expect(cold.getByRole('button', { name: '다시 연결' })).toBeFocused()
  await cold.getByRole('button', { name: 'English' }).click()
  await expect(cold.getByRole('heading', { level: 1, name: 'Rate look-up' })).toBeVisible()
  await expect(cold.getByText('There is no connection.', { exact: false })).toBeVisible()
  await cold.getByRole('button', { name: '한국어' }).click()
  await expect(keptNote(cold)).toBeVisible()

  // It goes on by itself once the machine is back.
  await shop.context().setOffline(false)
  await expect(keptNote(cold)).toBeHidden()
  await expect(cold.getByRole('link', { name: '이 조건으로 주문 쓰기' })).toBeVisible()
})

test('after signing out nothing is left to look up without a network', async ({ visitor }) => {
  const shop = await visitor()
  await signIn(shop, 'shop')
  await lookUp(shop)
  await expect.poll(() => isKeptWhole(shop)).toBe(true)
  await shop.locator('.avatar').click()
  await shop.getByRole('button', { name: '로그아웃' }).click()
  await expect(shop).toHaveURL(/\/login/)

  await shop.context().setOffline(true)
  await shop.goto('/rates')
  await expect(shop.getByRole('alert')).toBeVisible()
  await expect(won(shop)).toHaveCount(0)
})

test('a session that ended elsewhere leaves the next person on the device nothing of the former company', async ({
  visitor,
}) => {
  const phone = await visitor()
  await signIn(phone, 'shop')
  await lookUp(phone)
  await expect.poll(() => isKeptWhole(phone)).toBe(true)
  // Nobody signs out: the session is gone, as after a suspension.
  await phone.context().clearCookies()
  await phone.goto('/dashboard')
  await expect(phone).toHaveURL(/\/login/)
  await signIn(phone, 'agency')

  await phone.context().setOffline(true)
  await phone.goto('/rates')
  await expect(phone.getByRole('alert')).toBeVisible()
  await expect(won(phone)).toHaveCount(0)
})
