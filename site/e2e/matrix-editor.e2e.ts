import type { Page } from 'playwright/test'
import { expect, test } from './roles.ts'

/** Calls the API as the person who is signed in. */
const call = (page: Page, method: string, path: string, body?: object) =>
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

const SHAPE = { bandsWon: [55_000, 99_000], months: [12, 24], joinType: 'all', carrier: 'all' }

/** A policy whose prices depend on device, join type and support, with a closed place. */
async function publish(page: Page, title: string) {
  await page.goto('/policies')
  const { items: devices } = await call(page, 'GET', 'devices?limit=10')
  const { items: agencies } = await call(page, 'GET', 'companies?tier=agency&limit=10')
  const [a, b, c, d] = devices.map(({ id }: { id: string }) => id)
  const at = { carrier: 'all', bandWon: 99_000, months: 24 }
  const policy = await call(page, 'POST', 'policies', {
    ...SHAPE,
    ...{ title, form: [], targets: [agencies[0].id], lowestWon: -50_000 },
    deviceGroups: [
      { name: 'S26 시리즈', deviceIds: [a, b] },
      { name: 'A 시리즈', deviceIds: [c, d] },
    ],
    bandLabels: [{ bandWon: 99_000, label: '99K 이상' }],
    cells: [
      { ...at, deviceGroup: 'S26 시리즈', joinType: 'mnp', supportType: 'public', amountWon: 300_000 },
      { ...at, deviceGroup: 'S26 시리즈', joinType: 'mnp', supportType: 'selective', amountWon: 340_000 },
      { ...at, deviceGroup: 'S26 시리즈', joinType: 'device_change', supportType: 'public', amountWon: 200_000 },
      { ...at, deviceId: a, joinType: 'mnp', supportType: 'public', amountWon: 310_000 },
      { ...at, deviceGroup: 'A 시리즈', joinType: 'mnp', supportType: 'public', amountWon: -20_000 },
      { ...at, joinType: 'mnp', supportType: 'public', amountWon: 80_000 },
    ],
    closed: [{ ...at, joinType: 'new', supportType: 'public' }],
  })
  if (!policy.id) throw new Error(JSON.stringify(policy))
  return policy
}

test('looks', async ({ as }) => {
  const page = await as('hq')
  const { id } = await publish(page, '축이 많은 정책')
  page.on('console', (m) => console.log(m.text()))
  await page.goto(`/policies/new?from=${id}`)
  await page.getByRole('grid').waitFor()
  await page.locator('#part-prices').scrollIntoViewIfNeeded()
  await page.screenshot({ path: '/tmp/editor-1.png' })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: '/tmp/editor-1d.png' })
  await page.emulateMedia({ colorScheme: 'light' })
  for (const name of ['축 바꾸기', '구간·기기', '추가금·한도']) {
    await page.getByRole('button', { name }).click()
    await page.getByRole('dialog').waitFor()
    await page.screenshot({ path: `/tmp/editor-${name}.png` })
    await page.keyboard.press('Escape')
  }
  const grid = page.getByRole('grid')
  await grid.getByRole('gridcell').nth(7).click()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', '31\t35\t동결\t26\n33\t37\t▲5\t별도')
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })
  await page.screenshot({ path: '/tmp/editor-2.png' })
  await page.getByRole('button', { name: '만원', exact: true }).click()
  await page.screenshot({ path: '/tmp/editor-3.png' })
  await page.goto('/policies/new')
  await page.getByRole('grid').waitFor()
  await page.locator('#part-prices').scrollIntoViewIfNeeded()
  await page.screenshot({ path: '/tmp/editor-4.png' })
})
