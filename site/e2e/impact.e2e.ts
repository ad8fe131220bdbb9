import { expect, PHONE, test } from './roles.ts'
import { call, publishSparse } from './sparse-policy.ts'

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
    // A result of before may be in sight until the new one replaces it.
    const started = hq.waitForResponse(
      (response) => response.request().method() === 'POST' && /\/impacts$/.test(response.url()),
    )
    const finished = hq.waitForResponse(async (response) => {
      if (!/\/impacts\?draftId=/.test(response.url())) return false
      const [{ last }, posted] = [await response.json(), await started]
      return last?.id === (await posted.json()).id
    })
    await hq
      .getByRole('button', { name: /^(계산하기|다시 계산)$/ })
      .first()
      .click()
    await finished
    await expect(hq.getByText('다시 적용한 주문')).toBeVisible()
    // The draft is the version in force, so it costs what was paid, to the won.
    await expect(hq.getByText(/0\.0% · 오른 0건 · 내린 0건/)).toBeVisible()
    // The result as a workbook, which is fetched where all files are.
    await hq.getByRole('button', { name: '엑셀로 내보내기' }).click()
    const files = hq.getByRole('link', { name: '내보내기에서 받기' })
    await expect(files).toHaveAttribute('href', '/exports')
    const exported = await hq.evaluate(async () => (await fetch('/api/v2/exports?limit=1')).json())
    expect(exported.items[0].type).toBe('policy_impact')
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

test('before a policy reaches another agency, HQ computes what that would have cost', async ({
  as,
}) => {
  const hq = await as('hq')
  await hq.goto('/policies')
  const { items } = await call(hq, 'GET', 'companies?tier=agency&limit=10')
  const seller = items.find(({ name }: { name: string }) => name === '동해통신')
  const other = items.find(({ name }: { name: string }) => name !== '동해통신')
  const { id } = await publishSparse(hq, '넓힐 정책', { targets: [other.id], flatWon: 50_000 })
  await hq.goto(`/policies/view?id=${id}`)
  await hq.getByRole('button', { name: '대상 고치기' }).click()
  const dialog = hq.getByRole('dialog')
  const compute = dialog.getByRole('button', { name: '지난 30일로 비용 계산' })
  await expect(dialog.getByRole('checkbox', { name: other.name })).toBeChecked()
  await expect(compute).toHaveCount(0)
  await dialog.getByRole('checkbox', { name: seller.name }).check()
  await compute.click()
  const cost = dialog.getByRole('region', { name: '비용 계산' })
  await expect(cost.getByRole('row', { name: /다시 적용한 주문/ })).toBeVisible()
  await expect(cost.getByRole('row', { name: /차이/ })).toBeVisible()
  // Of others than were asked about, nothing is known.
  await dialog.getByRole('checkbox', { name: seller.name }).uncheck()
  await expect(cost).toHaveCount(0)
})
