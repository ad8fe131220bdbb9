import type { Page } from 'playwright/test'
import { expect, PHONE, test } from './roles.ts'
import { call, publishSparse } from './sparse-policy.ts'

// What HQ lets an agency keep of an order: set in the wizard, held on the desk, and never told to a shop.

const save = async (page: Page) => {
  await page.getByRole('button', { name: '저장하고 적용' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '저장하고 적용' }).click()
  await expect(page.getByText('저장했어요.', { exact: false }).first()).toBeVisible()
}
const stored = (page: Page) => expect(page.getByText(/\d\d:\d\d:\d\d 자동 저장/)).toBeVisible()

test('HQ limits the margin; an agency’s price outside it is refused in words, a right one is saved and charged', async ({
  as,
}) => {
  const [hq, agency, shop] = [await as('hq'), await as('agency'), await as('shop')]
  await agency.goto('/policies')
  await shop.goto('/policies')
  const { company } = await call(agency, 'GET', 'me')
  const { id, first, second } = await publishSparse(hq, '마진 정책', { targets: [company.id] })

  const { id: draft } = await call(hq, 'POST', 'policies/drafts', { nextVersionOf: id })
  await hq.goto(`/policies/new?draft=${draft}&step=4`)
  const floor = hq.getByLabel('협력사 마진 최소')
  await floor.fill('120000')
  await hq.getByLabel('협력사 마진 최대').fill('100000')
  await stored(hq)
  const publish = async () => {
    await hq.getByRole('button', { name: '활성화', exact: true }).click()
    await hq.getByRole('button', { name: '게시', exact: true }).click()
  }
  await expect(floor).toHaveAccessibleDescription('마진의 최소는 최대보다 클 수 없어요.')
  await hq.getByRole('button', { name: '활성화', exact: true }).click()
  await expect(hq.getByRole('row', { name: /계약 조건/ })).toContainText('마진의 최소는 최대보다')
  await hq.getByRole('button', { name: '게시', exact: true }).click()
  await hq.waitForURL(/step=4/)
  await floor.fill('10000')
  await stored(hq)
  await publish()
  await hq.getByRole('dialog').getByRole('button', { name: '게시', exact: true }).click()
  await hq.waitForURL(/\/policies\/view\?id=/)
  await expect(hq.getByText('10,000원부터 100,000원까지')).toBeVisible()

  await agency.goto(`/policies/pricing?id=${id}`)
  await expect(agency.getByText('본사가 정한 마진 범위 10,000원부터 100,000원까지')).toBeVisible()
  await expect(agency.getByRole('button', { name: '본사 금액 그대로 주기' })).toBeDisabled()
  const grid = agency.getByRole('grid')
  const cell = (row: string) => grid.getByRole('row', { name: row }).getByRole('gridcell').first()
  const problems = agency.getByRole('region', { name: '다시 정할 것' })
  await expect(problems).toContainText(
    '그대로 주는 310,000원의 마진이 0원이라 본사가 정한 10,000원보다 적어요.',
  )
  await agency.getByRole('combobox', { name: '판매점 금액 규칙' }).selectOption('percent')
  await problems.getByRole('button', { name: /−30,000원으로 정하기$/ }).click()
  await expect(problems).toContainText('다시 정할 것이 없어요')
  await cell(first).click()
  await agency.keyboard.type('305000')
  await agency.keyboard.press('Enter')
  await expect(problems).toContainText(
    '직접 정한 305,000원의 마진이 5,000원이라 본사가 정한 10,000원보다 적어요.',
  )
  await expect(agency.getByRole('button', { name: '저장하고 적용' })).toBeDisabled()
  const { items: devices } = await call(hq, 'GET', 'devices?limit=10')
  const own = { bandWon: 99_000, months: 24, joinType: 'mnp', supportType: 'public' }
  const refused = await call(agency, 'PUT', `policies/${id}/agency-rates`, {
    ...{ basedOn: 0, rules: [{ kind: 'percent', value: 75 }] },
    cells: [{ ...own, deviceId: devices[0].id, amountWon: 305_000 }],
  })
  expect(refused).toMatchObject({ code: 'invalid_input', errors: [{ code: 'below_floor' }] })
  await problems.getByRole('button', { name: /300,000원으로 낮추기$/ }).click()
  await expect(cell(first)).toContainText('300,000310,000 / 10,000')
  await save(agency)

  // Amounts of the shop and of HQ are found, and rows by their names.
  await grid.focus()
  await agency.keyboard.press('Control+F')
  const find = agency.getByRole('search').getByRole('textbox')
  await find.fill('225000')
  await find.press('Enter')
  await expect(cell(second)).toHaveAttribute('aria-selected', 'true')
  await find.press('Escape')

  const { items: plans } = await call(hq, 'GET', 'plans?limit=50')
  const plan = plans.find(({ monthlyFeeWon }: { monthlyFeeWon: number }) => monthlyFeeWon >= 80_000)
  const quote = await call(shop, 'POST', 'quotes', {
    ...{ policyId: id, planId: plan.id, deviceId: devices[0].id, joinType: 'mnp' },
    ...{ supportType: 'public', contractMonths: 24, simType: 'esim' },
  })
  expect(quote).toMatchObject({ shopWon: 300_000 })
  await shop.goto(`/policies/view?id=${id}`)
  await expect(shop.getByRole('heading', { level: 1, name: '마진 정책' })).toBeVisible()
  await expect(shop.getByText('마진', { exact: true })).toHaveCount(0)
  await expect(shop.getByText('100,000원까지', { exact: false })).toHaveCount(0)
})

test('by HQ’s leave an agency pays more than HQ pays, from its own pocket, and everybody is told in won', async ({
  as,
}) => {
  const [hq, agency, shop] = [await as('hq'), await as('agency'), await as('shop')]
  await agency.goto('/policies')
  await shop.goto('/policies')
  const { company } = await call(agency, 'GET', 'me')
  const { id, first } = await publishSparse(hq, '역마진 정책', { targets: [company.id] })
  const { id: draft } = await call(hq, 'POST', 'policies/drafts', { nextVersionOf: id })
  await hq.goto(`/policies/new?draft=${draft}&step=4`)
  await hq.getByLabel('협력사 마진 최소').fill('-30000')
  await expect(
    hq.getByText('협력사가 주문마다 본사 금액보다 30,000원까지 더 줄 수 있어요.', { exact: false }),
  ).toBeVisible()
  await stored(hq)
  await hq.getByRole('button', { name: '활성화', exact: true }).click()
  await hq.getByRole('button', { name: '게시', exact: true }).click()
  await hq.getByRole('dialog').getByRole('button', { name: '게시', exact: true }).click()
  await hq.waitForURL(/\/policies\/view\?id=/)
  await expect(hq.getByText('본사 금액보다 30,000원까지 더 줄 수 있음')).toBeVisible()

  await agency.goto(`/policies/pricing?id=${id}`)
  await expect(
    agency.getByText('본사 금액보다 30,000원까지 더 줄 수 있어요.', { exact: false }),
  ).toBeVisible()
  await expect(agency.getByRole('button', { name: '본사 금액 그대로 주기' })).toBeEnabled()
  const cell = agency.getByRole('grid').getByRole('row', { name: first }).getByRole('gridcell')
  const problems = agency.getByRole('region', { name: '다시 정할 것' })
  await agency.getByRole('combobox', { name: '판매점 금액 규칙' }).selectOption('percent')
  await problems.getByRole('button', { name: /−20,000원으로 정하기$/ }).click()
  await cell.first().click()
  await agency.keyboard.type('350000')
  await agency.keyboard.press('Enter')
  await expect(problems).toContainText('본사는 30,000원까지만 더 줄 수 있게 했어요.')
  await cell.first().click()
  await agency.keyboard.type('335000')
  await agency.keyboard.press('Enter')
  await expect(cell.first()).toContainText('335,000310,000 / −25,000')
  await save(agency)

  const { items: devices } = await call(hq, 'GET', 'devices?limit=10')
  const { items: plans } = await call(hq, 'GET', 'plans?limit=50')
  const plan = plans.find(({ monthlyFeeWon }: { monthlyFeeWon: number }) => monthlyFeeWon >= 80_000)
  const quote = await call(shop, 'POST', 'quotes', {
    ...{ policyId: id, planId: plan.id, deviceId: devices[0].id, joinType: 'mnp' },
    ...{ supportType: 'public', contractMonths: 24, simType: 'esim' },
  })
  expect(quote).toMatchObject({ shopWon: 335_000 })
  await shop.goto(`/policies/view?id=${id}`)
  await expect(shop.getByRole('heading', { level: 1, name: '역마진 정책' })).toBeVisible()
  await expect(shop.getByText('더 줄 수 있', { exact: false })).toHaveCount(0)
})

test('on a phone, each row says what is set, what is not and what is wrong', async ({ as }) => {
  const [hq, agency] = [await as('hq'), await as('agency', PHONE)]
  await agency.goto('/policies')
  const { company } = await call(agency, 'GET', 'me')
  const { id, first } = await publishSparse(hq, '폰 마진', {
    ...{ targets: [company.id], marginFloorWon: 10_000, marginCeilingWon: 100_000 },
  })
  await agency.goto(`/policies/pricing?id=${id}`)
  await agency.getByRole('combobox', { name: '판매점 금액 규칙' }).selectOption('percent')
  const row = agency.getByRole('group').filter({ hasText: first })
  await expect(row).toContainText('2칸')
  await row.locator('summary').click()
  await row.getByRole('textbox').first().fill('305000')
  await expect(row).toContainText('1칸 · 문제 1')
  await expect(row).toContainText('마진이 본사가 정한 것보다 적어요')
  await expect(agency.getByRole('group').filter({ hasText: '미정 1' })).toHaveCount(1)
})
