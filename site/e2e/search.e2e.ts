import type { Page } from 'playwright/test'
import { numberIn, orderRows } from './orders.ts'
import { expect, test } from './roles.ts'

const palette = (page: Page) => page.getByRole('dialog', { name: '명령 찾기' })
async function ask(page: Page, text: string) {
  // No key is bound before the bar is there.
  await expect(page.getByRole('button', { name: /^주문번호, 업체, 메뉴 검색/ })).toBeVisible()
  await page.keyboard.press('Control+k')
  await palette(page).getByRole('combobox').fill(text)
}
const option = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name })

async function someNumber(page: Page): Promise<string> {
  await page.goto('/orders')
  return numberIn(orderRows(page).first())
}

test('the palette finds an order by its end, its beginning and without hyphens, and opens it', async ({
  as,
}) => {
  const page = await as('hq')
  const number = await someNumber(page)
  for (const typed of [number.slice(-4), number.replaceAll('-', ''), number.slice(3)]) {
    await ask(page, typed)
    await expect(option(page, new RegExp(number))).toBeVisible()
    await page.keyboard.press('Escape')
  }
  await ask(page, number.toLowerCase())
  await option(page, new RegExp(number)).click()
  await expect(page.getByRole('complementary').getByRole('heading', { name: number })).toBeVisible()
})

test('it finds companies whose name is typed with blanks, people, menus, settings and display choices', async ({
  as,
}) => {
  const page = await as('hq')
  await page.goto('/dashboard')
  for (const [typed, name] of [
    ['강릉 중앙', /^강릉중앙점/],
    ['hq.admin', /hq\.admin/],
    ['설정', /^설정: /],
    ['다크', '테마: 어둡게'],
    ['언어', /English/],
    ['ㅈㅅ', /^정산/],
  ] as const) {
    await ask(page, typed)
    await expect(option(page, name).first(), typed).toBeVisible()
    await page.keyboard.press('Escape')
  }
})

test('a shop finds its own orders and company, and nothing of others', async ({ as }) => {
  const page = await as('shop')
  await page.goto('/orders')
  const number = await numberIn(orderRows(page).first())
  await ask(page, number.slice(-8))
  await expect(option(page, new RegExp(number))).toBeVisible()
  await palette(page).getByRole('combobox').fill('동해통신')
  await expect(palette(page).getByRole('status')).toContainText('결과가 없어요')
})

test('Escape returns the focus', async ({ as }) => {
  const page = await as('hq')
  await page.goto('/orders')
  await orderRows(page).nth(1).focus()
  await ask(page, 'x')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()
  await expect(orderRows(page).nth(1)).toBeFocused()
})

test('closing one palette does not close the next one that opens', async ({ as }) => {
  const page = await as('hq')
  await page.goto('/orders')
  await ask(page, 'x')
  // On a busy machine the `close` event of a dialog arrives after the next one has opened.
  const closed = await palette(page).evaluateHandle((dialog) => dialog)
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()
  await ask(page, 'y')
  await closed.evaluate((dialog) => dialog.dispatchEvent(new Event('close')))
  await expect(palette(page).getByRole('combobox')).toHaveValue('y')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()
})

test('the list searches what its field names: the end of a number, and a phone', async ({ as }) => {
  const page = await as('hq')
  const number = await someNumber(page)
  const box = page.getByRole('searchbox', { name: '주문번호 일부, 연락처 뒤 4자리' })
  for (const typed of [number.slice(-8), number.replaceAll('-', ''), number.toLowerCase()]) {
    await box.fill(typed)
    await expect(orderRows(page)).toHaveCount(1)
    await expect(orderRows(page)).toContainText(number)
  }
})

test('a search that is too short says so, above no list', async ({ as }) => {
  const page = await as('hq')
  await page.goto('/orders')
  await expect(orderRows(page).first()).toBeVisible()
  await page.getByRole('searchbox').fill('176')
  await expect(page.getByText('주문번호는 4자 이상 적으면 찾아요')).toBeVisible()
  await expect(orderRows(page)).toHaveCount(0)
})

test('a search of orders that names a company offers it as the filter of the list', async ({
  as,
}) => {
  const page = await as('hq')
  await page.goto('/orders')
  await page.getByRole('searchbox').fill('강릉 중앙')
  await expect(orderRows(page)).toHaveCount(0)
  await page.getByRole('button', { name: '강릉중앙점' }).click()
  await expect(page).toHaveURL(/company=/)
  await expect(page).not.toHaveURL(/q=/)
  await expect(orderRows(page).first()).toContainText('강릉중앙점')
})
