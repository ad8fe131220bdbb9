import type { Page } from 'playwright/test'
import { expect, test } from './roles.ts'
import { call, publishSparse } from './sparse-policy.ts'

const save = async (page: Page) => {
  await page.getByRole('button', { name: '저장하고 적용' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '저장하고 적용' }).click()
  await expect(page.getByText('저장했어요.', { exact: false }).first()).toBeVisible()
}

test('an agency prices HQ’s sheet by one rule, two cells and a shop’s own rule; the shop is quoted what the desk shows', async ({
  as,
}) => {
  const [hq, agency, shop] = [await as('hq'), await as('agency'), await as('shop')]
  await agency.goto('/policies')
  await shop.goto('/policies')
  const { company } = await call(agency, 'GET', 'me')
  const { company: own } = await call(shop, 'GET', 'me')
  const { id, first, second } = await publishSparse(hq, '책상 정책', { targets: [company.id] })
  const { items: devices } = await call(hq, 'GET', 'devices?limit=10')
  const { items: plans } = await call(hq, 'GET', 'plans?limit=50')
  const plan = plans.find(({ monthlyFeeWon }: { monthlyFeeWon: number }) => monthlyFeeWon >= 80_000)

  await agency.goto(`/policies/pricing?id=${id}`)
  const grid = agency.getByRole('grid', { name: '공통 · 99K 이상 · 24개월 판매점 단가' })
  const cell = (row: string | RegExp, column: number) =>
    grid.getByRole('row', { name: row }).getByRole('gridcell').nth(column)
  await expect(cell(first, 0)).toContainText('310,000')
  // A closed place and one without a price say so, and take no amount.
  await expect(cell(first, 4)).toContainText('주문 받지 않음')
  await cell(first, 4).click()
  await agency.keyboard.type('5')
  await expect(cell(first, 4).getByRole('textbox')).toHaveCount(0)
  await expect(cell(first, 2)).toContainText('본사 단가 없음')

  await agency.getByRole('combobox', { name: '판매점 금액 규칙' }).selectOption('percent')
  await expect(cell(first, 0)).toContainText('232,000310,000 / 78,000')
  await cell(first, 0).click()
  await expect(agency.locator('.rule-line')).toContainText('310,000 × 75 % = 232,500 → 232,000원')
  const problems = agency.getByRole('region', { name: '다시 정할 것' })
  await expect(problems).toContainText('빼는 금액 −20,000원에는 규칙을 쓰지 않으니')

  // By hand, undone and done again; back to the rule; pasted as copied.
  await cell(first, 0).click()
  await agency.keyboard.type('25만')
  await agency.keyboard.press('Enter')
  await expect(cell(first, 0)).toContainText('250,000310,000 / 60,000')
  await agency.keyboard.press('Control+Z')
  await expect(cell(first, 0)).toContainText('232,000')
  await agency.keyboard.press('Control+Y')
  await expect(cell(first, 0)).toContainText('250,000')
  await cell(second, 0).click()
  await agency.keyboard.press('F2')
  await agency.keyboard.type('별도')
  await agency.keyboard.press('Enter')
  await expect(problems).toContainText('금액이 아니에요: ‘별도’')
  await expect(agency.getByRole('button', { name: '저장하고 적용' })).toBeDisabled()
  await cell(second, 0).click()
  await agency.keyboard.press('Delete')
  await expect(cell(second, 0)).toContainText('225,000300,000 / 75,000')
  await problems.getByRole('button', { name: /−20,000원으로 정하기$/ }).click()
  await expect(problems).toContainText('다시 정할 것이 없어요')

  // Unsaved prices outlast a reload.
  agency.on('dialog', (dialog) => dialog.accept())
  await agency.reload()
  await expect(cell(first, 0)).toContainText('250,000')
  await expect(agency.getByText('이 기기에서 다시 불러왔어요', { exact: false })).toBeVisible()

  await agency.getByRole('radio', { name: /^판매점별/ }).click()
  await agency.getByRole('combobox', { name: '판매점', exact: true }).fill(own.name)
  await agency.getByRole('option', { name: own.name }).first().click()
  await agency.getByRole('combobox', { name: '판매점 금액 규칙' }).selectOption('minus')
  await expect(cell(second, 0)).toContainText('270,000300,000 / 30,000')
  await save(agency)

  const quoted = async (deviceId: string) =>
    call(shop, 'POST', 'quotes', {
      ...{ policyId: id, planId: plan.id, deviceId, joinType: 'mnp', supportType: 'public' },
      ...{ contractMonths: 24, simType: 'esim' },
    })
  const [one, two] = devices
  expect(await quoted(two.id)).toMatchObject({ shopWon: 270_000 })
  expect(await quoted(one.id)).toMatchObject({ shopWon: 280_000 })
  const saved = await call(agency, 'GET', `policies/${id}`)
  expect(saved.agency.rates.cells).toHaveLength(2)
  expect(saved.agency.rates.rules).toHaveLength(2)
})

test('what HQ lowers is listed with its amount before and now, and settled by a press', async ({
  as,
}) => {
  const [hq, agency] = [await as('hq'), await as('agency')]
  await agency.goto('/policies')
  const { company } = await call(agency, 'GET', 'me')
  const { id, first } = await publishSparse(hq, '내려간 정책', { targets: [company.id] })
  const { hq: sheet, ...policy } = await call(hq, 'GET', `policies/${id}`)
  const at = { bandWon: 99_000, months: 24, joinType: 'mnp', supportType: 'public' }
  const own = sheet.cells.find((one: { deviceId?: string }) => one.deviceId)
  const rule = { kind: 'percent', value: 75, leastMarginWon: 10_000 }
  await call(agency, 'PUT', `policies/${id}/agency-rates`, {
    ...{ basedOn: 0, rules: [rule] },
    cells: [
      { ...own, amountWon: 300_000 },
      { ...sheet.cells[3], amountWon: -20_000 },
    ],
  })
  await call(hq, 'POST', `policies/${id}/versions`, {
    ...{ version: policy.version, bandsWon: policy.bandsWon, months: policy.months, form: [] },
    ...{ deviceGroups: policy.deviceGroups, lowestWon: -50_000, closed: sheet.closed },
    cells: sheet.cells.map((one: { amountWon: number }) =>
      one.amountWon === 310_000 ? { ...one, amountWon: 280_000 } : one,
    ),
  })
  expect(at.months).toBe(24)
  await agency.goto(`/policies/pricing?id=${id}`)
  const problems = agency.getByRole('region', { name: '다시 정할 것' })
  await expect(problems).toContainText('본사가 310,000원에서 280,000원으로 내렸어요.')
  await expect(problems).toContainText('직접 정한 300,000원이')
  await expect(agency.getByRole('link', { name: /^판매점 단가/ }).first()).toContainText('1')
  await expect(problems.getByRole('button', { name: /규칙으로 210,000$/ })).toBeVisible()
  await problems.getByRole('button', { name: /270,000원으로 낮추기$/ }).click()
  const row = agency.getByRole('grid').getByRole('row', { name: first })
  await expect(row.getByRole('gridcell').first()).toContainText('270,000280,000 / 10,000')
  await save(agency)
  await expect(problems).toContainText('다시 정할 것이 없어요')
})

test('one shop’s cells, typed by keyboard, are copied to a group; a shop of it is quoted that amount', async ({
  as,
}) => {
  const [hq, agency, shop] = [await as('hq'), await as('agency'), await as('shop')]
  await agency.goto('/policies')
  await shop.goto('/policies')
  const { company } = await call(agency, 'GET', 'me')
  const { company: own } = await call(shop, 'GET', 'me')
  const { id, first, second } = await publishSparse(hq, '판매점 칸 정책', { targets: [company.id] })
  const { items: devices } = await call(hq, 'GET', 'devices?limit=10')
  const { items: plans } = await call(hq, 'GET', 'plans?limit=50')
  const plan = plans.find(({ monthlyFeeWon }: { monthlyFeeWon: number }) => monthlyFeeWon >= 80_000)
  const { items: shops } = await call(agency, 'GET', 'companies?tier=retail&limit=50')
  const source = shops.find((one: { id: string }) => one.id !== own.id)

  await agency.goto(`/policies/pricing?id=${id}`)
  const grid = agency.getByRole('grid', { name: '공통 · 99K 이상 · 24개월 판매점 단가' })
  const cell = (row: string | RegExp, column: number) =>
    grid.getByRole('row', { name: row }).getByRole('gridcell').nth(column)
  await agency.getByRole('combobox', { name: '판매점 금액 규칙' }).selectOption('percent')
  const choose = async (name: string) => {
    await agency.getByRole('combobox', { name: '판매점', exact: true }).fill(name)
    await agency.getByRole('option', { name }).first().click()
  }
  await agency.getByRole('radio', { name: /^판매점별/ }).click()
  await choose(source.name)
  await expect(cell(first, 0)).toContainText('232,000310,000 / 78,000')

  // Two cells of this shop alone, by keyboard; undone, done again, one returned to what all shops get.
  await cell(first, 0).click()
  await agency.keyboard.type('26만')
  await agency.keyboard.press('Enter')
  await agency.keyboard.type('25만')
  await agency.keyboard.press('Enter')
  await expect(cell(second, 0)).toContainText('250,000300,000 / 50,000')
  await agency.keyboard.press('Control+Z')
  await expect(cell(second, 0)).toContainText('225,000')
  await agency.keyboard.press('Control+Y')
  await expect(agency.getByText('이 판매점만 직접 정한 칸 2')).toBeVisible()
  await cell(first, 0).click()
  await agency.keyboard.press('Delete')
  await expect(cell(first, 0)).toContainText('232,000310,000 / 78,000')
  await cell(second, 0).click()
  await expect(agency.locator('.rule-line').first()).toContainText('이 판매점만 정한 250,000원')

  // The undo of one shop never reaches the cells of every shop, nor the other way round.
  await agency.getByRole('radio', { name: '모든 판매점' }).click()
  await expect(cell(second, 0)).toContainText('225,000300,000 / 75,000')
  await cell(second, 0).click()
  await agency.keyboard.press('Control+Z')
  await expect(cell(second, 0)).toContainText('225,000')
  await agency.getByRole('radio', { name: /^판매점별/ }).click()
  await expect(cell(second, 0)).toContainText('250,000300,000 / 50,000')

  // What HQ would refuse is named with the shop, and settled by a press.
  const problems = agency.getByRole('region', { name: '다시 정할 것' })
  await cell(second, 0).click()
  await agency.keyboard.type('310000')
  await agency.keyboard.press('Enter')
  await expect(problems).toContainText(`${source.name} · `)
  await expect(agency.getByRole('button', { name: '저장하고 적용' })).toBeDisabled()
  await problems.getByRole('button', { name: /300,000원으로 낮추기$/ }).click()
  await expect(cell(second, 0)).toContainText('300,000300,000 / 0')
  await problems.getByRole('button', { name: /−20,000원으로 정하기$/ }).click()
  await expect(problems).toContainText('다시 정할 것이 없어요')
  await save(agency)

  // A group with the other shop, made from the desk; the copy names what it holds now.
  await agency.getByRole('radio', { name: /^판매점별/ }).click()
  await agency.getByRole('button', { name: '판매점 그룹' }).click()
  const groups = agency.getByRole('dialog', { name: '그룹 관리' })
  await groups.getByRole('textbox', { name: '새 그룹' }).fill('역세권')
  await groups.getByRole('button', { name: '만들기' }).click()
  await groups.getByRole('button', { name: '역세권' }).click()
  const member = groups.getByRole('checkbox', { name: own.name, exact: true })
  await member.click()
  await expect(member).toBeChecked()
  await expect(groups.getByText('1곳')).toBeVisible()
  await groups.getByRole('button', { name: '닫기' }).click()
  await agency.getByRole('button', { name: '판매점에 복사' }).click()
  const copy = agency.getByRole('dialog', { name: '판매점에 복사' })
  await expect(copy).toContainText('지금 들어 있는 판매점에만 복사해요')
  await expect(copy.getByRole('button', { name: '0곳에 두기' })).toBeDisabled()
  await copy.getByRole('checkbox', { name: '역세권' }).check()
  await expect(copy.getByRole('checkbox', { name: own.name, exact: true })).toBeChecked()
  await copy.getByRole('button', { name: '1곳에 두기' }).click()
  await save(agency)

  const quoted = async (deviceId: string) =>
    call(shop, 'POST', 'quotes', {
      ...{ policyId: id, planId: plan.id, deviceId, joinType: 'mnp', supportType: 'public' },
      ...{ contractMonths: 24, simType: 'esim' },
    })
  const [one, two] = devices
  expect(await quoted(two.id)).toMatchObject({ shopWon: 300_000 })
  expect(await quoted(one.id)).toMatchObject({ shopWon: 232_000 })
})
