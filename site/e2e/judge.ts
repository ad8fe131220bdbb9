import axe from 'axe-core'
import { expect, type Page } from 'playwright/test'
import { smallTargets } from './targets.ts'

/** The narrowest width that WCAG 1.4.10 requires; nothing below it is supported. */
const NARROWEST = { width: 320, height: 800 }
const THEMES = ['light', 'dark'] as const
/** The rules whose result depends on the theme; the structure is the same in both. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block']

/**
 * Finds accessibility barriers: by axe in both themes, and on a phone by the size of targets and by sideways
 * scrolling at the narrowest width. Also counts primary actions: a view has one at most. `look` is called in
 * each theme.
 */
export async function judge(
  page: Page,
  where: string,
  look: (theme: (typeof THEMES)[number]) => Promise<unknown> = async () => undefined,
) {
  const [, ...more] = await primaries(page)
  expect.soft(more, `${where}: one primary action`).toEqual([])
  await page.evaluate(axe.source)
  for (const theme of THEMES) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name
    }, theme)
    expect
      .soft(await violations(page, theme === 'dark' ? OF_COLOURS : undefined), `${where}, ${theme}`)
      .toEqual([])
    await look(theme)
  }
  const before = page.viewportSize()
  if (!before || before.width > 400) return
  expect.soft(await smallTargets(page), `${where}, under a thumb`).toEqual([])
  await page.setViewportSize(NARROWEST)
  expect.soft(await overflowing(page), `${where} at ${NARROWEST.width}`).toEqual([])
  await page.setViewportSize(before)
}

/** The words of the primary buttons in sight that can be pressed; of the dialog alone where one is open. */
function primaries(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...(document.querySelector('dialog[open]') ?? document).querySelectorAll('.btn.primary')]
      .filter((at) => at.checkVisibility() && at.getAttribute('aria-disabled') !== 'true')
      .map((at) => at.textContent),
  )
}

/** The broken rules and where they are broken. No page has frames, so axe runs in the page itself. */
function violations(page: Page, only?: string[]): Promise<string[]> {
  return page.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, {
      resultTypes: ['violations'],
      ...(rules && { runOnly: rules }),
    })
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`).join('\n')}`,
    )
  }, only)
}

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** Elements that scroll sideways or are cut off; tables and the tab strip above a list may. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.body.querySelectorAll('*')]
      .filter((at) => {
        const { overflowX, textOverflow } = getComputedStyle(at)
        const isFrame = overflowX !== 'visible' || at === document.documentElement
        // Text for screen readers only is one pixel wide.
        if (!isFrame || at.clientWidth < 2 || textOverflow === 'ellipsis') return false
        return (
          at.scrollWidth > at.clientWidth + 1 && !at.matches('.tabs, :not(html, .main):has(table)')
        )
      })
      .map((at) => `${at.outerHTML.slice(0, 160)} ${at.scrollWidth} > ${at.clientWidth}`),
  )
}
