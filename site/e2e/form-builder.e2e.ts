import type { Page } from 'playwright/test'
import { chooseSale, sell } from './counter.ts'
import { expect, PHONE, test } from './roles.ts'

// The order form of a policy, built by keyboard and mouse, and seen as the shop sees it.

const rowOf = (page: Page, key: string) => page.locator(`[data-row="${key}"]`)
async function openBuilder(page: Page) {
  await page.goto('/policies/new?step=2')
  await expect(rowOf(page, 'birth_date')).toBeVisible()
}
const keysOf = (page: Page) =>
  page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')))
const previewOf = (page: Page) => page.getByRole('complementary', { name: '미리 보기' })

test('a form is built by keyboard: found by initials, added, moved, removed, taken back', async ({
  as,
}) => {
  const hq = await as('hq')
  await openBuilder(hq)
  await expect(rowOf(hq, 'birth_date')).toBeVisible()
  const first = await keysOf(hq)

  await hq.getByPlaceholder('항목 찾기, 초성').fill('ㅂㄹ')
  await expect(hq.locator('[data-pick="shipping_address"]')).toHaveCount(0)
  await hq.getByPlaceholder('항목 찾기, 초성').fill('ㅂㅅㅈㅅ')
  await hq.locator('[data-pick="shipping_address"]').focus()
  await hq.keyboard.press('Enter')
  await expect(rowOf(hq, 'shipping_address')).toBeFocused()
  const added = await keysOf(hq)
  expect(added).toHaveLength(first.length + 1)

  await rowOf(hq, 'device_color').focus()
  await hq.keyboard.press('Alt+ArrowUp')
  await expect(rowOf(hq, 'device_color')).toBeFocused()
  const moved = await keysOf(hq)
  expect(moved.indexOf('device_color')).toBe(added.indexOf('device_color') - 1)

  await hq.keyboard.press('Delete')
  await expect(rowOf(hq, 'device_color')).toHaveCount(0)
  await hq.keyboard.press('Control+z')
  expect(await keysOf(hq)).toEqual(moved)
  await hq.keyboard.press('Control+z')
  expect(await keysOf(hq)).toEqual(added)
  await hq.keyboard.press('Control+y')
  expect(await keysOf(hq)).toEqual(moved)
})

test('an own question with a condition is asked in the preview only when it holds', async ({
  as,
}) => {
  const hq = await as('hq')
  await openBuilder(hq)
  await own(hq, '하나 고르기', '가입 경로')
  await hq.getByLabel('선택지', { exact: true }).fill('매장\n지인')
  await own(hq, '한 줄 글', '소개한 사람')
  await hq.getByRole('button', { name: '조건', exact: true }).click()
  await hq.getByLabel('항목', { exact: true }).selectOption({ label: '가입 경로' })
  await hq.getByLabel('값', { exact: true }).selectOption({ label: '지인' })

  const preview = previewOf(hq)
  await expect(preview.getByLabel('소개한 사람')).toHaveCount(0)
  await preview.getByRole('radio', { name: '지인' }).click()
  await expect(preview.getByLabel('소개한 사람')).toBeVisible()
  await preview.getByRole('radio', { name: '매장' }).click()
  await expect(preview.getByLabel('소개한 사람')).toHaveCount(0)

  // A value that is gone is named, and so is the field that depends on a removed one.
  await hq.getByLabel('선택지', { exact: true }).fill('매장')
  await expect(hq.getByRole('list', { name: '고칠 곳' })).toContainText('소개한 사람')
  await hq.getByLabel('선택지', { exact: true }).fill('매장\n지인')
  await hq.locator('.builder-properties').getByRole('button', { name: '빼기' }).click()
  const dialog = hq.getByRole('dialog')
  await expect(dialog).toContainText('소개한 사람의 조건에서')
  await dialog.getByRole('button', { name: '빼기' }).click()
  await expect(rowOf(hq, 'x_radio')).toHaveCount(0)
})

async function own(page: Page, type: string, label: string) {
  await page.getByRole('button', { name: '내 항목 만들기' }).click()
  const form = page.locator('.builder-own')
  await form.getByLabel('종류').selectOption({ label: type })
  await form.getByLabel('이름').fill(label)
  await form.getByRole('button', { name: '만들기' }).click()
}

test('a device that is sold already is named at its field, before the order is sent', async ({
  as,
}) => {
  const imei = '356938035643809'
  const number = await sell(await as('shop', PHONE), { imei })
  const shop = await as('shop', PHONE)
  await chooseSale(shop, {
    policy: '5G 프리미엄',
    carrier: 'SKT',
    plan: '5G 프리미엄 99',
    months: '24개월',
    sim: '선불',
    name: '한여름',
    phone: '01000001234',
  })
  await shop.getByRole('button', { name: '고객·단말기 입력' }).click()
  await shop.locator('input[name="imei"]').fill(imei)
  await shop.locator('input[name="imei2"]').focus()
  await expect(shop.getByText(`주문 ${number}에 접수된 번호예요.`)).toBeVisible()
  // The second IMEI of the same device is taken as well.
  await shop.locator('input[name="imei"]').fill('')
  await shop.locator('input[name="imei2"]').fill(imei)
  await shop.locator('input[name="imei"]').focus()
  await expect(shop.getByText(`주문 ${number}에 접수된 번호예요.`)).toBeVisible()
})
