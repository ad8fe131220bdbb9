import type { Locator } from 'playwright/test'
import { visit } from './pages.ts'
import { expect, test } from './roles.ts'

// The system's own colours (Windows high contrast) drop tints, so what a tint says needs a second sign.

const HIGH = { forcedColors: 'active', colorScheme: 'dark', reducedMotion: 'reduce' } as const

test('in the system’s colours a tick, a choice and a share of a whole stay visible', async ({
  as,
}) => {
  test.setTimeout(120_000)
  const page = await as('hq', HIGH)

  await visit(page, '/settlements')
  const boxes = page.getByRole('treegrid').getByRole('checkbox')
  const [one, other] = [boxes.nth(1), boxes.nth(2)]
  expect(await one.screenshot()).toEqual(await other.screenshot())
  await one.check()
  await page.mouse.move(0, 0)
  await other.focus()
  await expect(one).toBeChecked()
  expect(await pixels(one)).not.toEqual(await pixels(boxes.nth(3)))

  const views = page.getByRole('radiogroup', { name: '보기' }).getByRole('radio')
  expect(await backgroundOf(views.first())).not.toBe(await backgroundOf(views.nth(1)))

  // The proportion bar has a border, and its parts differ from the page.
  const floor = page.locator('.floor')
  await expect(floor).toHaveCSS('border-top-style', 'solid')
  expect(await inkIn(floor)).toBe(true)

  await visit(page, '/dashboard')
  const meter = page.locator('.meter').first()
  await expect(meter).toHaveCSS('border-top-style', 'solid')
  expect(await inkIn(meter)).toBe(true)
})

const pixels = async (at: Locator) => (await at.screenshot()).toString('base64')
const backgroundOf = (at: Locator) => at.evaluate((one) => getComputedStyle(one).backgroundColor)

/** Whether some part of it is drawn in another colour than the page behind it. */
function inkIn(at: Locator): Promise<boolean> {
  return at.evaluate((whole) => {
    const canvas = getComputedStyle(document.body).backgroundColor
    return [...whole.children].some((part) => {
      const { backgroundColor, backgroundImage } = getComputedStyle(part)
      return (
        part.getBoundingClientRect().width > 0 &&
        (backgroundImage !== 'none' || ![canvas, 'rgba(0, 0, 0, 0)'].includes(backgroundColor))
      )
    })
  })
}
