import { expect, PHONE, test } from './roles.ts'

// What a draft would cost: the orders of the demo replayed with other prices, and what has no price then.

for (const [name, options] of [
  ['a desktop', undefined],
  ['a phone', PHONE],
] as const)
  test(`on ${name}: a replay, its parts, an answer to what has no price, and the change that makes it old`, async ({
    as,
  }) => {
    const hq = await as('hq', options)
    await hq.goto('/policies')
    const policies = await hq.evaluate(() =>
      fetch('/api/v2/policies?limit=50').then((answer) => answer.json()),
    )
    const policy = policies.items.find((one: { state: string }) => one.state === 'active')
    await hq.goto(`/policies/new?from=${policy?.id ?? policies.items[0].id}&step=5`)
    const part = hq.getByRole('region', { name: '예산 영향' })
    await hq.getByRole('radio', { name: '90일' }).click()
    await hq.getByRole('button', { name: '계산하기' }).first().click()
    await expect(hq.getByText('다시 적용한 주문')).toBeVisible()
    await expect(part.first()).toContainText('차이')
    expect(new URL(hq.url()).searchParams.get('days')).toBe('90')
    await hq.screenshot({
      path: `/tmp/maru/impact-shots/${name.replace(' ', '-')}.png`,
      fullPage: true,
    })
  })
