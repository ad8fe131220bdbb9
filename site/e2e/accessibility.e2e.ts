import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { numberIn, orderRows } from './orders.ts'
import { PUBLIC, ready, SEATS, screensOf, visit } from './pages.ts'
import { expect, test } from './roles.ts'

// What fails here says where and what; recording every page would take longer than judging it.
test.use({ trace: 'off' })

const WIDTHS = [
  { name: 'at a desk', viewport: { width: 1440, height: 900 }, hasTouch: false },
  { name: 'on a phone', viewport: { width: 390, height: 844 }, hasTouch: true },
] as const
/** Below this nobody is asked to read; 320 is the least that WCAG 1.4.10 wants. */
const NARROWEST = { width: 320, height: 800 }

for (const { name, ...look } of WIDTHS) {
  for (const seat of SEATS)
    test(`nothing keeps anybody out of the screens of ${seat} ${name}`, async ({ as }) => {
      test.setTimeout(240_000)
      const page = await as(seat, { ...look, reducedMotion: 'reduce' })
      for (const path of screensOf(seat)) {
        await visit(page, path)
        await judge(page, path)
      }
    })

  test(`nothing keeps anybody out of the public pages ${name}`, async ({ visitor }) => {
    test.setTimeout(120_000)
    const page = await visitor({ ...look, reducedMotion: 'reduce' })
    for (const path of PUBLIC) {
      await visit(page, path)
      await judge(page, path)
    }
  })
}

test('what lies over a screen can be used by everybody too', async ({ as }) => {
  test.setTimeout(120_000)
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
  await expect(page.getByRole('dialog').getByRole('button', { name: '취소' })).toBeFocused()
  await judge(page, 'a rejection')
})

test('a page begins with the way past its menu, and every stop on it can be seen', async ({
  as,
}) => {
  test.setTimeout(120_000)
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

/** In both themes by axe, and at the narrowest without scrolling sideways. */
async function judge(page: Page, where: string) {
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name
    }, theme)
    // No page has frames, so axe needs no second window to gather them.
    const axe = new AxeBuilder({ page }).setLegacyMode()
    // Structure is the same in both; the dark theme can only differ in its colours.
    if (theme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block'])
    const { violations } = await axe.analyze()
    expect
      .soft(
        violations.map(({ id, nodes }) => asFault(id, nodes)),
        `${where}, ${theme}`,
      )
      .toEqual([])
  }
  const before = page.viewportSize()
  if (!before || before.width > 400) return
  await page.setViewportSize(NARROWEST)
  expect.soft(await overflowing(page), `${where} at ${NARROWEST.width}`).toEqual([])
  await page.setViewportSize(before)
}

const asFault = (rule: string, nodes: { html: string; failureSummary?: string }[]) =>
  `${rule}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`).join('\n')}`

/** What scrolls or is cut off sideways; tables may, and the strip of tabs above a list. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.body.querySelectorAll('*')]
      .filter((at) => {
        const { overflowX, textOverflow } = getComputedStyle(at)
        const isFrame = overflowX !== 'visible' || at === document.documentElement
        // What only screen readers meet is one pixel wide.
        if (!isFrame || at.clientWidth < 2 || textOverflow === 'ellipsis') return false
        return (
          at.scrollWidth > at.clientWidth + 1 && !at.matches('.tabs, :not(html, .main):has(table)')
        )
      })
      .map((at) => `${at.outerHTML.slice(0, 160)} ${at.scrollWidth} > ${at.clientWidth}`),
  )
}

/** The focused element when neither it nor what frames it draws a ring. */
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
