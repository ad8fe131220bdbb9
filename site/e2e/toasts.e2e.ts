import type { Page } from 'playwright/test'
import { orderRows } from './orders.ts'
import { ready, visit } from './pages.ts'
import { expect, PHONE, test } from './roles.ts'

// A toast says what was done; it covers nothing that people read or press next.

for (const [name, look] of [
  ['at a desk', { viewport: { width: 1440, height: 900 } }],
  ['on a small screen', { viewport: { width: 1100, height: 760 } }],
  ['on a phone', PHONE],
] as const)
  test(`a toast covers neither the record nor a bar of buttons ${name}`, async ({ as }) => {
    const page = await as('hq', { ...look, reducedMotion: 'reduce' })
    await visit(page, '/orders?status=pending')
    if (name === 'on a phone') await page.goto(await firstOrder(page))
    else {
      await page.getByRole('checkbox').nth(1).check()
      await orderRows(page).nth(1).click()
    }
    await ready(page)
    const record = page.getByRole('complementary')
    await expect(record.getByRole('button', { name: '승인' })).toBeVisible()
    await record.getByRole('button', { name: '주문번호 복사' }).click()
    await showToast(page)
    const toast = page.locator('.toast').first()
    await expect(toast).toBeVisible()
    await expect(page.locator('.toasts')).toHaveAttribute('aria-live', 'polite')
    expect(await covered(page)).toEqual([])
  })

async function firstOrder(page: Page): Promise<string> {
  const response = await page.request.get('/api/v2/orders?status=pending&limit=1')
  const { items }: { items: { id: string }[] } = await response.json()
  return `/orders?status=pending&order=${items[0]?.id}`
}

/** Approves the order in the pane; the test checks the toast that this shows. */
async function showToast(page: Page) {
  await page.getByRole('complementary').getByRole('button', { name: '승인' }).click()
}

/** Elements under a toast that people read or press next. */
function covered(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const toasts = [...document.querySelectorAll('.toast')].map((at) => at.getBoundingClientRect())
    const parts = document.querySelectorAll(
      '.drawer-body > *, .drawer-foot, .bulk, .pager, .task-foot, .drawer-head > .icon-btn:last-child',
    )
    return [...parts]
      .filter((part) => {
        const one = part.getBoundingClientRect()
        return toasts.some(
          (at) =>
            one.width > 0 &&
            at.left < one.right &&
            at.right > one.left &&
            at.top < one.bottom &&
            at.bottom > one.top,
        )
      })
      .map((part) => part.outerHTML.slice(0, 120))
  })
}
