import { numberIn, orderRows } from './orders.ts'
import { expect, test } from './roles.ts'

test('J and K reach the list from anywhere on the page and move through it', async ({ as }) => {
  const page = await as('hq')
  await page.goto('/orders')
  await expect(orderRows(page).first()).toBeVisible()
  await page.keyboard.press('j')
  await expect(orderRows(page).first()).toBeFocused()
  await page.keyboard.press('j')
  await expect(orderRows(page).nth(1)).toBeFocused()
  await page.keyboard.press('k')
  await expect(orderRows(page).first()).toBeFocused()
})

test('the second Tab and Enter reach the first row', async ({ as }) => {
  const page = await as('hq')
  await page.goto('/orders')
  await expect(orderRows(page).first()).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: '목록으로 가기' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(orderRows(page).first()).toBeFocused()
})

test('Enter in a search goes to its results, even before they arrive', async ({ as }) => {
  const page = await as('hq')
  await page.goto('/orders')
  const number = await numberIn(orderRows(page).nth(2))
  await page.getByRole('searchbox').fill(number)
  await page.keyboard.press('Enter')
  await expect(orderRows(page).filter({ hasText: number })).toBeFocused()
})

test('a dialog with fields focuses the first, and then a wrong one', async ({ as }) => {
  const page = await as('hq')
  await page.goto('/orders/approval')
  await orderRows(page).first().click()
  await page.getByRole('complementary').getByRole('button', { name: '반려' }).click()
  const dialog = page.getByRole('dialog')
  const reason = dialog.getByRole('textbox', { name: '사유' })
  await expect(reason).toBeFocused()
  await dialog.getByRole('button', { name: '반려', exact: true }).click()
  await expect(reason).toBeFocused()
  await expect(reason).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('the sheet lists the keys of orders too', async ({ as }) => {
  const page = await as('hq')
  await page.goto('/orders/approval')
  await expect(orderRows(page).first()).toBeVisible()
  await page.keyboard.press('Shift+Slash')
  const sheet = page.getByRole('dialog', { name: '단축키' })
  for (const [what, cap] of [
    ['승인', 'A'],
    ['반려', 'R'],
    ['건너뛰기', 'S'],
    ['다음 단계 (승인, 발송, 개통)', 'Ctrl'],
    ['줄 이동', '↓'],
  ] as const) {
    const row = sheet.locator('dl > div').filter({ has: page.getByText(what, { exact: true }) })
    await expect(row.first()).toContainText(cap)
  }
})

test('the option that the arrow keys have reached is in sight', async ({ as }) => {
  const shop = await as('shop')
  const reached = shop.getByRole('option', { selected: true })
  await shop.goto('/rates')
  await shop.getByRole('combobox', { name: '요금제' }).click()
  await expect(reached).toBeInViewport({ ratio: 0.9 })
  for (let row = 0; row < 12; row++) await shop.keyboard.press('ArrowDown')
  await expect(reached).toBeInViewport({ ratio: 0.9 })
  await shop.keyboard.press('Escape')
  await shop.keyboard.press('Control+k')
  await expect(reached).toBeInViewport({ ratio: 0.9 })
  // Upwards from the first option is the last one.
  await shop.keyboard.press('ArrowUp')
  await expect(reached).toBeInViewport({ ratio: 0.9 })
})
