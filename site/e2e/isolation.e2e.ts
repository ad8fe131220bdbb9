import type { Page } from 'playwright/test'
import { numberIn, orderRows } from './orders.ts'
import { ready, screensOf, visit } from './pages.ts'
import { expect, test } from './roles.ts'

/** Names that exist in the first tree only. */
const FIRST_TREE = /새봄모바일|동해통신|강릉중앙점|한강네트웍스|성수역점|남도모바일|충청링크텔/
const OTHER_AGENCIES = /한강네트웍스|성수역점|왕십리점|남도모바일|목포하당점|충청링크텔|대전둔산점/

test('no screen of another HQ names anything of the first one', async ({ as }) => {
  const other = await as('hq2')
  for (const path of screensOf('hq')) {
    await visit(other, path)
    await expect(other.locator('body'), path).not.toContainText(FIRST_TREE)
  }
})

test('no screen of an agency names another agency or its shops', async ({ as }) => {
  const agency = await as('agency')
  for (const path of screensOf('agency')) {
    await visit(agency, path)
    await expect(agency.locator('body'), path).not.toContainText(OTHER_AGENCIES)
  }
})

test('what the first HQ opens by its address does not exist for the other one', async ({ as }) => {
  const first = await as('hq')
  const other = await as('hq2')

  const { address, number } = await openFirstOrder(first)
  await other.goto(address)
  await expect(other.getByText('볼 수 없거나 없는 주문이에요')).toBeVisible()

  await other.goto('/orders')
  await ready(other)
  await other.getByRole('searchbox').fill(number)
  await expect(other.getByRole('table').getByText('조건에 맞는 주문이 없어요')).toBeVisible()

  await first.goto('/policies')
  await first.getByRole('row').nth(1).click()
  await first.waitForURL(/\/policies\/view\?id=/)
  await other.goto(first.url())
  await expect(other.getByText('볼 수 없거나 없는 정책이에요')).toBeVisible()
})

test('an unknown order and another company’s order look the same', async ({ as }) => {
  const other = await as('hq2')
  await other.goto('/orders?order=01890000-0000-7000-8000-000000000000')
  await expect(other.getByText('볼 수 없거나 없는 주문이에요')).toBeVisible()
})

test('a shop reads its own amount of an order and not what HQ pays for it', async ({ as }) => {
  const hq = await as('hq')
  const shop = await as('shop')
  const { address } = await openFirstOrder(shop)
  await shop.goto(address)
  const own = shop.getByRole('complementary')
  await expect(own.getByRole('table', { name: '내 리베이트' })).toBeVisible()

  await hq.goto(address)
  const amounts = hq.getByRole('table', { name: '지급 금액' })
  const gross = await amounts.getByRole('cell').nth(1).textContent()
  expect(gross).toMatch(/^[\d,]+$/)
  await expect(own).not.toContainText(gross ?? '')
})

async function openFirstOrder(page: Page): Promise<{ address: string; number: string }> {
  await page.goto('/orders')
  const row = orderRows(page).first()
  const number = await numberIn(row)
  await row.click()
  await page.waitForURL(/\/orders\?.*order=/)
  await expect(page.getByRole('heading', { name: number })).toBeVisible()
  return { address: page.url(), number }
}
