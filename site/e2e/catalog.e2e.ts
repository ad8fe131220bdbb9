import { expect, PHONE, test } from './roles.ts'

const PLANS = '요금제'

test('a plan is added, its fee changes on a date, it is stopped and used again; a shop follows live', async ({
  as,
}) => {
  const [hq, shop] = [await as('hq'), await as('shop')]
  for (const page of [hq, shop]) await page.goto('/reference?tab=plans')
  const [mine, theirs] = [hq, shop].map((page) => page.getByRole('table', { name: PLANS }))
  if (!mine || !theirs) throw new Error('two pages')
  await expect(theirs).toContainText('5G 라이트 55')
  await expect(shop.getByRole('button', { name: '요금제 등록' })).toHaveCount(0)

  await hq.getByRole('button', { name: '요금제 등록' }).click()
  const form = hq.getByRole('dialog')
  await form.getByRole('button', { name: '요금제 등록' }).click()
  await expect(form).toContainText('월정액을 1원 이상 써 주세요')
  await form.getByLabel('요금제명').fill('KT 5G 새봄 49')
  await form.getByLabel('월정액').fill('49,000')
  await form.getByRole('button', { name: '요금제 등록' }).click()
  await expect(form).toContainText('다른 통신사의 이름이 들어 있어요')
  await form.getByLabel('요금제명').fill('5G 새봄 49')
  await form.getByRole('button', { name: '요금제 등록' }).click()
  await expect(mine.getByRole('row', { name: /5G 새봄 49/ })).toContainText('49,000')
  await expect(theirs.getByRole('row', { name: /5G 새봄 49/ })).toContainText('55K')

  const menu = hq.getByRole('button', { name: '5G 새봄 49 메뉴' })
  await menu.first().click()
  await hq.getByRole('button', { name: '월정액·기간 바꾸기' }).click()
  await hq.getByRole('dialog').getByLabel('월정액').fill('51,000')
  await hq.getByRole('dialog').getByRole('button', { name: '저장' }).click()
  await expect(theirs.getByRole('row', { name: /5G 새봄 49/ })).toContainText('51,000원')
  await expect(theirs.getByRole('row', { name: /5G 새봄 49/ })).toContainText('49,000')

  await menu.first().click()
  await hq.getByRole('button', { name: '중지', exact: true }).click()
  const stop = hq.getByRole('dialog')
  await expect(stop).toContainText('진행 중인 주문')
  await stop.getByRole('button', { name: '중지' }).click()
  await expect(theirs.getByRole('row', { name: /5G 새봄 49/ })).toContainText('중지')
  await menu.first().click()
  await hq.getByRole('button', { name: '다시 사용' }).click()
  await expect(theirs.getByRole('row', { name: /5G 새봄 49/ })).toContainText('사용')

  await menu.first().click()
  await hq.getByRole('button', { name: '삭제' }).click()
  await hq.getByRole('dialog').getByRole('button', { name: '삭제' }).click()
  await expect(mine.getByRole('row', { name: /5G 새봄 49/ })).toHaveCount(0)
})

test('what an order names cannot be removed, and the reason stands at the button', async ({
  as,
}) => {
  const hq = await as('hq')
  await hq.goto('/reference?tab=plans&q=라이트')
  await hq.getByRole('button', { name: '5G 라이트 55 메뉴' }).first().click()
  await hq.getByRole('button', { name: '삭제' }).click()
  await expect(hq.getByRole('dialog')).toContainText('중지해 주세요')
  await expect(hq.getByRole('dialog').getByRole('button', { name: '삭제' })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
})

test('a change of another admin is shown beside the draft, which is kept', async ({ as }) => {
  const [one, other] = [await as('hq'), await as('hq')]
  for (const page of [one, other]) {
    await page.goto('/reference?tab=devices')
    await page.getByRole('button', { name: '갤럭시 A57 메뉴' }).first().click()
    await page.getByRole('button', { name: '고치기' }).click()
  }
  await one.getByRole('dialog').getByLabel('모델코드').fill('GN-A57')
  await one.getByRole('dialog').getByRole('button', { name: '저장' }).click()
  await expect(one.getByRole('dialog')).toHaveCount(0)
  // The list under the dialog follows live; the draft does not.
  await other.getByRole('dialog').getByLabel('모델코드').fill('GN-A57B')
  const save = other.getByRole('dialog').getByRole('button', { name: '저장' })
  await save.click()
  await expect(other.getByRole('dialog')).toContainText('다른 사람이 먼저 바꿨어요')
  await expect(other.getByRole('dialog')).toContainText('GN-A57 ·')
  await expect(other.getByRole('dialog').getByLabel('모델코드')).toHaveValue('GN-A57B')
  await save.click()
  await expect(other.getByRole('dialog')).toHaveCount(0)
  await expect(one.getByRole('table')).toContainText('GN-A57B')
})

test('a SIM that is off is not offered in the order form, and its own name is', async ({ as }) => {
  const [hq, shop] = [await as('hq'), await as('shop')]
  await hq.goto('/reference?tab=sims')
  await hq.getByRole('checkbox', { name: '재사용' }).uncheck()
  await hq.getByRole('textbox', { name: '선불 우리 이름' }).fill('유심 U1')
  await hq.getByRole('button', { name: '저장' }).click()
  await expect(hq.getByText('저장했어요', { exact: false })).toBeVisible()
  await shop.goto('/policies')
  const id = await shop.evaluate(async () => {
    const answer = await fetch('/api/v2/policies?status=active')
    return (await answer.json()).items[0].id as string
  })
  await shop.goto(`/orders/new?policy=${id}`)
  await expect(shop.getByText('유심 U1')).toBeVisible()
  await expect(shop.getByText('재사용')).toHaveCount(0)
  await hq.getByRole('checkbox', { name: '재사용' }).check()
  await hq.getByRole('textbox', { name: '선불 우리 이름' }).fill('')
  await hq.getByRole('button', { name: '저장' }).click()
})

test('on a phone the rows are cards, and their menu is in reach', async ({ as }) => {
  const hq = await as('hq', PHONE)
  await hq.goto('/reference?tab=devices')
  await hq.getByRole('button', { name: '갤럭시 S26 256GB 메뉴' }).last().click()
  await hq.getByRole('button', { name: '출고가·기간 바꾸기' }).click()
  await expect(hq.getByRole('dialog').getByLabel('출고가')).toBeVisible()
})
