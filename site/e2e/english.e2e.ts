import { numberIn } from './orders.ts'
import { expect, test } from './roles.ts'

test('a rejection in English: the language is chosen once, and the shop reads the reason', async ({
  as,
}) => {
  const hq = await as('hq')
  const shop = await as('shop')
  await hq.goto('/orders/approval')
  await hq.getByRole('button', { name: /내 메뉴$/ }).click()
  await hq.getByRole('radio', { name: 'English' }).click()
  await expect(hq.getByRole('heading', { level: 1, name: 'Approval queue' })).toBeVisible()
  await expect(hq.locator('html')).toHaveAttribute('lang', 'en')
  await expect(hq).toHaveTitle(/Maru$/)

  const row = hq.getByRole('row', { name: '강릉중앙점' }).first()
  const number = await numberIn(row)
  await row.click()
  const record = hq.getByRole('complementary')
  await expect(record.getByRole('heading', { name: number })).toBeVisible()
  await expect(record.getByRole('button', { name: 'Reject' })).toBeVisible()
  await hq.keyboard.press('r')
  const dialog = hq.getByRole('dialog')
  await dialog.getByRole('textbox').fill('The serial number has one digit too few.')
  await hq.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()

  await shop.goto(`/orders?q=${number}`)
  await shop.getByRole('row', { name: number }).click()
  await expect(shop.getByRole('complementary')).toContainText(
    'The serial number has one digit too few.',
  )
  await hq.goto('/settlements')
  await expect(hq.getByRole('heading', { level: 1, name: 'Settlements' })).toBeVisible()
})
