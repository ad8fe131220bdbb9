import { expect, PHONE, test } from './roles.ts'

// What a draft would cost: the orders of the demo priced again, its parts, and what has no price then.

for (const [name, options] of [
  ['a desktop', undefined],
  ['a phone', PHONE],
] as const)
  test(`on ${name}: a draft is replayed, opened by its agencies, and old once a cell changes`, async ({
    as,
  }) => {
    const hq = await as('hq', options)
    await hq.goto('/policies')
    // The policy under which the demo sells.
    const { items } = await hq.evaluate(async () =>
      (await fetch('/api/v2/policies?limit=50&q=5G')).json(),
    )
    await hq.goto(`/policies/new?from=${items[0].id}&step=5&days=90`)
    await hq
      .getByRole('button', { name: /^(계산하기|다시 계산)$/ })
      .first()
      .click()
    await expect(hq.getByText('다시 적용한 주문')).toBeVisible()
    // The draft is the version in force, so it costs what was paid, to the won.
    await expect(hq.getByText(/0\.0% · 오른 0건 · 내린 0건/)).toBeVisible()
    await hq.getByRole('radio', { name: '통신사' }).click()
    await hq.waitForURL(/by=carrier/)
    await hq.getByRole('radio', { name: '협력사', exact: true }).click()
    const agencies = hq.getByRole('table', { name: '협력사' })
    if (!options) {
      await agencies.getByRole('row').nth(1).focus()
      await hq.keyboard.press('Enter')
      await hq.waitForURL(/agency=/)
      await hq.getByRole('button', { name: '협력사 전체' }).click()
    }
    const id = new URL(hq.url()).searchParams.get('draft') ?? ''
    // Somebody changes a cell: what is shown is the last result, and says so.
    const other = await as('hq')
    await other.goto(`/policies/new?draft=${id}&step=3`)
    await other.getByRole('grid').first().focus()
    await other.keyboard.press('Control+Home')
    // Both journeys write in one draft.
    await other.keyboard.type(options ? '124000' : '123000')
    await other.keyboard.press('Enter')
    await expect(other.getByText(/\d\d:\d\d:\d\d 자동 저장/)).toBeVisible()
    await hq.reload()
    await expect(hq.getByText('그 뒤 1칸이 바뀌었어요')).toBeVisible()
  })
