import type { Page } from 'playwright/test'
import { numberIn, orderRows } from './orders.ts'
import { expect, test } from './roles.ts'

// A screen shows what is true now, or says that it does not know.

const failedList = (page: Page) => page.getByRole('alert').filter({ hasText: '주문 목록' })

test('without a connection no row of the old filter appears under the new one; the list recovers by itself', async ({
  as,
}) => {
  const page = await as('hq')
  await page.goto('/orders')
  await expect(orderRows(page).first()).toBeVisible()
  await page.context().setOffline(true)
  await page.getByRole('link', { name: /^발송/ }).click()
  await expect(failedList(page)).toContainText('인터넷에 연결되지 않았어요')
  await expect(orderRows(page)).toHaveCount(0)
  await page.context().setOffline(false)
  await expect(failedList(page)).toBeHidden()
  await expect(orderRows(page).first()).toBeVisible()
  for (const row of await orderRows(page).all()) await expect(row).toContainText('발송')
})

test('a failed reload keeps the rows and says how old they are, until one succeeds', async ({
  as,
}) => {
  const page = await as('hq')
  const counts = '**/api/v2/orders/counts'
  let isBroken = false
  await page.route('**/api/v2/orders?*', (route) => (isBroken ? route.abort() : route.continue()))
  await page.route(counts, (route) => (isBroken ? route.abort() : route.continue()))
  await page.goto('/orders/approval')
  await expect(orderRows(page).first()).toBeVisible()
  isBroken = true
  // The decision makes the list reload.
  const row = orderRows(page).last()
  const number = await numberIn(row)
  await row.click()
  const record = page.getByRole('complementary')
  await expect(record.getByRole('heading', { name: number })).toBeVisible()
  // The record arrives after its pane.
  await expect(record.getByRole('button', { name: '승인', exact: true })).toBeVisible()
  await page.keyboard.press('a')
  const notice = page
    .getByRole('status')
    .filter({ hasText: /지금 보이는 내용은 \d\d:\d\d 기준이에요/ })
  await expect(notice).toBeVisible()
  await expect(orderRows(page).first()).toBeVisible()
  isBroken = false
  await notice.getByRole('button', { name: '다시 불러오기' }).click()
  await expect(notice).toBeHidden()
})

test('a record is shown even when its code arrives just after its pane was drawn', async ({
  as,
}) => {
  const page = await as('hq')
  await page.clock.install()
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/_astro/OrderDrawer.*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/orders')
  const row = orderRows(page).first()
  await expect(row).toBeVisible()
  const asked = page.waitForRequest('**/_astro/OrderDrawer.*.js')
  await row.hover()
  const part = (await asked).url()
  // While the clock is paused the pane is drawn, but its effects have not run.
  await page.clock.pauseAt(Date.now() + 60_000)
  await row.click()
  await expect(page.getByRole('complementary')).toBeVisible()
  letGo()
  await page.evaluate((url) => import(url).then(() => undefined), part)
  await page.clock.resume()
  await expect(page.getByRole('complementary').getByRole('table').first()).toBeVisible()
})

test('an approval queue that could not be loaded is not called empty', async ({ as }) => {
  const page = await as('hq')
  await page.route('**/api/v2/orders?*', (route) => route.abort())
  await page.goto('/orders/approval')
  await expect(page.getByRole('alert').filter({ hasText: '승인 대기' })).toBeVisible()
  await expect(page.getByText('승인할 주문이 없어요')).toHaveCount(0)
})

test('an unknown code becomes a sentence and blanks nothing', async ({ as }) => {
  const page = await as('hq')
  await page.route('**/api/v2/orders?*', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'from_tomorrow', detail: '' }),
    }),
  )
  await page.goto('/orders')
  await expect(failedList(page)).toContainText('처리하지 못했어요(from_tomorrow)')
  await expect(page.getByRole('banner')).toBeVisible()
})

test('of two people who approve one order, the second learns who was first', async ({ as }) => {
  const first = await as('hq')
  const second = await as('hq')
  // The second person receives no live events, as on a poor connection.
  await second.routeWebSocket('**/api/v2/live', () => undefined)
  await first.goto('/orders/approval')
  const row = orderRows(first).last()
  const number = await numberIn(row)
  await row.click()
  await second.goto('/orders/approval')
  await second.getByRole('row', { name: number }).click()
  const record = second.getByRole('complementary')
  await expect(record.getByRole('heading', { name: number })).toBeVisible()
  await expect(record.getByRole('button', { name: '승인' })).toBeVisible()
  await first.keyboard.press('a')
  await expect(first.getByText(new RegExp(`^${number}[을를] 승인했어요`))).toBeVisible()

  await second.keyboard.press('a')
  await expect(record.getByRole('alert')).toHaveText(
    /^그 사이 .+님이 \d\d:\d\d에 승인했어요. 새로 불러왔어요.$/,
  )
  await expect(second.getByRole('row', { name: number })).toHaveClass(/is-gone/)
})

test('the page says when live events are lost, but not for a brief interruption', async ({
  as,
}) => {
  const page = await as('hq')
  const sockets: { close: () => void }[] = []
  let isDown = false
  await page.routeWebSocket('**/api/v2/live', (socket) => {
    if (isDown) return socket.close()
    socket.connectToServer()
    sockets.push(socket)
  })
  await page.goto('/orders')
  await expect(orderRows(page).first()).toBeVisible()
  const lost = page.getByText('실시간 연결이 끊겼어요 · 다시 연결하는 중')
  await expect(lost).toHaveCount(0)
  isDown = true
  for (const socket of sockets) socket.close()
  await expect(lost).toBeVisible()
  isDown = false
  await expect(lost).toBeHidden({ timeout: 40_000 })
})

test('the menu counts what waits on every screen, also when folded', async ({ as }) => {
  const page = await as('hq')
  const rail = page.getByRole('navigation', { name: '주 메뉴' })
  for (const path of ['/policies', '/settings', '/rebates/ledger', '/orders']) {
    await page.goto(path)
    await expect(rail.getByRole('link', { name: /^승인 대기 \d+$/ })).toBeVisible()
  }
  await rail.getByRole('button', { name: '메뉴 접기' }).click()
  const folded = rail.getByRole('link', { name: /^승인 대기 \d+$/ })
  await expect(folded.locator('.hot')).toBeVisible()
  await expect(folded.locator('.hot')).toHaveText(/^\d+$/)
})
