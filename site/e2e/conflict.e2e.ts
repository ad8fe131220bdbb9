import type { Page } from 'playwright/test'
import { numberIn, orderRows } from './orders.ts'
import { expect, test } from './roles.ts'

test('of two windows that decide one order, the second learns what happened and shows it', async ({
  as,
}) => {
  const first = await as('hq')
  const second = await as('hq')
  // The second window receives no live events, as on a poor connection, so what it shows is old.
  await second.routeWebSocket('**/api/v2/live', () => undefined)
  const number = await openLast(first)
  await open(second, number)

  await first.keyboard.press('a')
  await expect(first.getByText(new RegExp(`^${number}[을를] 승인했어요`))).toBeVisible()

  const record = second.getByRole('complementary')
  await record.getByRole('button', { name: '반려' }).click()
  const dialog = second.getByRole('dialog')
  await dialog.getByRole('button', { name: '이미 접수된 주문이에요.' }).click()
  await dialog.getByRole('button', { name: '반려', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(record.getByRole('alert')).toHaveText(
    /^그 사이 .+님이 \d\d:\d\d에 승인했어요. 새로 불러왔어요.$/,
  )
  await expect(record.getByRole('button', { name: '반려' })).toHaveCount(0)
  await expect(record.getByRole('button', { name: '발송 처리' })).toBeVisible()
})

test('a connected window shows another person’s decision by itself', async ({ as }) => {
  const first = await as('hq')
  const second = await as('hq')
  const number = await openLast(first)
  await open(second, number)
  const record = second.getByRole('complementary')
  await expect(record.getByRole('button', { name: '승인' })).toBeVisible()

  await first.keyboard.press('a')
  await expect(first.getByText(new RegExp(`^${number}[을를] 승인했어요`))).toBeVisible()
  await expect(record.getByRole('button', { name: '승인' })).toHaveCount(0)
  await expect(record.getByRole('button', { name: '발송 처리' })).toBeVisible()
})

/** Opens the newest waiting order, which is last in the queue. */
async function openLast(page: Page): Promise<string> {
  await page.goto('/orders/approval')
  const row = orderRows(page).last()
  const number = await numberIn(row)
  await row.click()
  await shown(page, number)
  return number
}

async function open(page: Page, number: string) {
  await page.goto('/orders/approval')
  await page.getByRole('row', { name: number }).click()
  await shown(page, number)
}

async function shown(page: Page, number: string) {
  const record = page.getByRole('complementary')
  await expect(record.getByRole('heading', { name: number })).toBeVisible()
  await expect(record.getByRole('button', { name: '승인' })).toBeVisible()
}
