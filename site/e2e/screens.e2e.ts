import { join } from 'node:path'
import type { Page } from 'playwright/test'
import { PUBLIC, SEATS, screensOf, visit } from './pages.ts'
import { test } from './roles.ts'

test.use({ trace: 'off' })

// Pictures for whoever reviews the look: test-results/screens. Nothing is compared by pixel.

const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const

for (const viewport of WIDTHS) {
  for (const seat of SEATS)
    test(`pictures of ${seat} at ${viewport.width}`, async ({ as }, { project }) => {
      test.setTimeout(180_000)
      const page = await as(seat, { viewport, reducedMotion: 'reduce' })
      for (const path of screensOf(seat)) {
        await visit(page, path)
        await picture(page, join(project.outputDir, 'screens', seat), path)
      }
    })

  test(`pictures of the public pages at ${viewport.width}`, async ({ visitor }, { project }) => {
    test.setTimeout(120_000)
    const page = await visitor({ viewport, reducedMotion: 'reduce' })
    for (const path of PUBLIC) {
      await visit(page, path)
      await picture(page, join(project.outputDir, 'screens', 'public'), path)
    }
  })
}

async function picture(page: Page, folder: string, path: string) {
  const name = path.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '') || 'home'
  const { width } = page.viewportSize() ?? { width: 0 }
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((wanted) => {
      document.documentElement.dataset.theme = wanted
    }, theme)
    await page.screenshot({ path: join(folder, `${name}.${width}.${theme}.png`) })
  }
}
