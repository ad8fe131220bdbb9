import type { Page } from 'playwright/test'

/** Calls the API as the person who is signed in. */
export const call = (page: Page, method: string, path: string, body?: object) =>
  page.evaluate(
    async ([method, path, body]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      const response = await fetch(`/api/v2/${path}`, {
        ...{ method, headers },
        ...(body ? { body } : {}),
      })
      return await response.json()
    },
    [method, path, body ? JSON.stringify(body) : ''] as const,
  )

const AT = { bandWon: 99_000, months: 24 }

/** A policy whose prices depend on device, join type and support, with a closed place. */
export async function publishSparse(page: Page, title: string, more: object = {}) {
  await page.goto('/policies')
  const { items: devices } = await call(page, 'GET', 'devices?limit=10')
  const me = await call(page, 'GET', 'companies?tier=agency&limit=1')
  const [first, second, third] = devices
  const policy = await call(page, 'POST', 'policies', {
    ...{ title, form: [], targets: [me.items[0].id], carrier: 'all', joinType: 'all' },
    ...{ bandsWon: [55_000, 99_000], months: [12, 24], lowestWon: -50_000 },
    deviceGroups: [{ name: 'S 시리즈', deviceIds: [first.id, second.id] }],
    bandLabels: [{ bandWon: 99_000, label: '99K 이상' }],
    additions: [{ name: '부가 A', kind: 'service', amountWon: 10_000, keepDays: 93 }],
    cells: [
      {
        ...AT,
        deviceGroup: 'S 시리즈',
        joinType: 'mnp',
        supportType: 'public',
        amountWon: 300_000,
      },
      {
        ...AT,
        deviceGroup: 'S 시리즈',
        joinType: 'mnp',
        supportType: 'selective',
        amountWon: 340_000,
      },
      { ...AT, deviceId: first.id, joinType: 'mnp', supportType: 'public', amountWon: 310_000 },
      { ...AT, deviceId: third.id, joinType: 'mnp', supportType: 'public', amountWon: -20_000 },
      { ...AT, joinType: 'mnp', supportType: 'public', amountWon: 80_000 },
    ],
    closed: [{ ...AT, joinType: 'new', supportType: 'public' }],
    ...more,
  })
  if (!policy.id) throw new Error(JSON.stringify(policy))
  return { id: policy.id, first: first.name, second: second.name }
}
