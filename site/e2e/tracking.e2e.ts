import type { Page } from 'playwright/test'
import { sell } from './counter.ts'
import { expect, PHONE, test } from './roles.ts'

test.describe('without JavaScript', () => {
  test('the front page says what Maru does, with its one example', async ({ visitor }) => {
    const page = await visitor({ javaScriptEnabled: false })
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      /본사가 정한 금액이\s+판매점 정산까지 같은 숫자로 갑니다/,
    )
    await expect(page.getByText('100,000 + 307,700 = 407,700원')).toBeVisible()
    await page.getByRole('link', { name: 'English' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })

  test('tracking can be read, submits its form and says what is missing', async ({ visitor }) => {
    const page = await visitor({ javaScriptEnabled: false, ...PHONE })
    await page.goto('/track')
    await page.getByLabel('주문번호').fill('SK-261129-48392017')
    await page.getByLabel('연락처 뒤 4자리').fill('1234')
    await page.getByRole('button', { name: '조회' }).click()
    await expect(page).toHaveURL(/\/track\/?\?order=SK-261129-48392017&phone=1234$/)
    await expect(withoutScript(page)).toContainText('결과를 보려면')
    await expect(withoutScript(page)).toBeVisible()
  })

  test('the login page says that it needs JavaScript', async ({ visitor }) => {
    const page = await visitor({ javaScriptEnabled: false })
    await page.goto('/login')
    await expect(withoutScript(page)).toHaveText(
      '로그인하려면 브라우저에서 JavaScript를 켜 주세요.',
    )
    await expect(withoutScript(page)).toBeVisible()
  })
})

test('a customer finds the order by number and four digits, and learns its state and whom to ask', async ({
  as,
  visitor,
}) => {
  const shop = await as('shop', PHONE)
  const number = await sell(shop, { name: '나들이', phone: '01000004455' })
  const page = await visitor(PHONE)

  await page.goto('/')
  await page.getByRole('link', { name: '주문 조회' }).first().click()
  await page.getByLabel('주문번호').fill(number.toLowerCase())
  await page.getByLabel('연락처 뒤 4자리').fill('4455')
  await page.getByRole('button', { name: '조회' }).click()
  await expect(page.getByRole('heading', { name: number })).toBeVisible()
  const current = page.getByRole('listitem').and(page.locator('[aria-current]'))
  await expect(current).toContainText('접수')
  const said = page.getByRole('main')
  await expect(said).toContainText('강릉중앙점')
  await expect(said).toContainText('궁금한 점은 판매점에 물어보세요.')
  await expect(said).not.toContainText(/나들이|프리미엄|동해통신|\d원|\d,\d{3}/)

  // Wrong digits and an unknown number get the same answer.
  for (const [order, four] of [
    [number, '4456'],
    ['SK-200101-0001', '4455'],
  ] as const) {
    await page.getByLabel('주문번호').fill(order)
    await page.getByLabel('연락처 뒤 4자리').fill(four)
    await page.getByRole('button', { name: '조회' }).click()
    await expect(page.getByRole('alert')).toHaveText('주문번호나 뒤 4자리가 맞지 않아요.')
    await expect(page.getByRole('heading', { name: number })).toBeHidden()
  }
})

/** Text inside `noscript`; locators by text skip it. */
const withoutScript = (page: Page) => page.locator('noscript p')
