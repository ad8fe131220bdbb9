import type { Page } from 'playwright/test'
import { judge } from './judge.ts'
import { numberIn, orderRows } from './orders.ts'
import { ready, visit } from './pages.ts'
import { expect, test } from './roles.ts'

test('everybody can use what lies over a screen', async ({ as }) => {
  test.setTimeout(300_000)
  const page = await as('hq', { reducedMotion: 'reduce' })
  await page.goto('/orders')
  await ready(page)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused()
  await judge(page, 'the palette')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '단축키' }).click()
  await judge(page, 'the keys')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^알림/ }).click()
  await expect(page.getByRole('link', { name: '알림 전체 보기' })).toBeVisible()
  await judge(page, 'the bell')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /내 메뉴$/ }).click()
  await judge(page, 'the person')

  await page.goto('/orders/approval')
  const row = orderRows(page).first()
  await row.click()
  const record = page.getByRole('complementary')
  await expect(record.getByRole('heading', { name: await numberIn(row) })).toBeVisible()
  await expect(record.getByRole('button', { name: '반려' })).toBeVisible()
  await page.keyboard.press('r')
  // A dialog with a form focuses its first field.
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused()
  await judge(page, 'a rejection')
})

test('a page begins with a skip link past its menu, and every focus stop is visible', async ({
  as,
}) => {
  test.setTimeout(300_000)
  const page = await as('hq')
  for (const path of ['/dashboard', '/orders', '/settlements', '/policies/new']) {
    await visit(page, path)
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: '본문으로 가기' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
    await visit(page, path)
    for (let stop = 1; stop <= 40; stop++) {
      await page.keyboard.press('Tab')
      expect(await unseenFocus(page), `${path}, stop ${stop}`).toBeUndefined()
    }
  }
})

/** The focused element, if neither it nor its frame draws a focus ring. */
function unseenFocus(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return undefined
    const rings = (one: Element | null) => {
      if (!one) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      return (
        (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
      )
    }
    const frame = at.closest('.in, .matrix-scroll, .check, tr')
    return rings(at) || rings(frame) ? undefined : at.outerHTML.slice(0, 200)
  })
}
