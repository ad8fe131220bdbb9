import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright/test'
import { PUBLIC, SEATS, screensOf, visit } from './pages.ts'
import { expect, test } from './roles.ts'

test.use({ trace: 'off' })

/** Kilobytes as sent, compressed, for everything that a page loads by itself. */
const CSS_MAX = 22
const FONT_MAX = 130
const CLS_MAX = 0.02
/** Forms that judge what is typed, in words, may weigh what the login page may. */
const FORMS = /\/(login|signup\/\w+|join|forgot|reset)\b/
const jsMax = (path: string) => (FORMS.test(path) ? 20 : PUBLIC.includes(path) ? 12 : 60)

type Weight = { path: string; js: number; css: number; fonts: number; moved: number }

const table: Weight[] = []

test.afterAll(() => {
  const row = (cells: readonly string[]) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(36) : cell.padStart(9))).join('')
  const size = (kilobytes: number) => kilobytes.toFixed(1)
  const lines = table.map(({ path, js, css, fonts, moved }) =>
    row([path, size(js), size(css), size(fonts), moved.toFixed(4)]),
  )
  console.log([row(['page (kB, gzip)', 'JS', 'CSS', 'fonts', 'shift']), ...lines].join('\n'))
})

for (const seat of SEATS)
  test(`the screens of ${seat} are light and stand still`, async ({ as }) => {
    test.setTimeout(180_000)
    for (const path of screensOf(seat)) {
      // A window of its own for each: what one page has loaded, the next one must not get for free.
      const page = await as(seat)
      await weigh(page, path, seat)
      await page.context().close()
    }
  })

test('the public pages are light and stand still', async ({ visitor }) => {
  for (const path of PUBLIC) {
    const page = await visitor()
    await weigh(page, path, 'anybody')
    await page.context().close()
  }
})

for (const seat of SEATS)
  test(`the screens of ${seat} stand still on a phone`, async ({ as }) => {
    test.setTimeout(180_000)
    const page = await as(seat, { viewport: { width: 390, height: 844 } })
    await watchShifts(page)
    for (const path of screensOf(seat)) {
      await visit(page, path)
      expect.soft(await shiftOf(page), path).toBeLessThan(CLS_MAX)
    }
  })

async function weigh(page: Page, path: string, who: string) {
  await watchShifts(page)
  const sizes = { script: 0, stylesheet: 0, font: 0 }
  const loading: Promise<void>[] = []
  page.on('response', (response) => {
    const kind = response.request().resourceType()
    if (kind !== 'script' && kind !== 'stylesheet' && kind !== 'font') return
    const weighed = response.body().then((bytes) => {
      sizes[kind] += (kind === 'font' ? bytes : gzipSync(bytes)).length / 1000
    })
    loading.push(weighed)
  })
  await visit(page, path)
  // Words and chunks that a page asks for by itself after its first sight are part of its weight.
  await page.waitForLoadState('networkidle')
  await Promise.all(loading)
  const weight: Weight = {
    path: who === 'anybody' ? path : `${path} ${who}`,
    js: sizes.script,
    css: sizes.stylesheet,
    fonts: sizes.font,
    moved: await shiftOf(page),
  }
  table.push(weight)
  expect.soft(weight.js, `${weight.path}: JavaScript`).toBeLessThanOrEqual(jsMax(path))
  expect.soft(weight.css, `${weight.path}: CSS`).toBeLessThanOrEqual(CSS_MAX)
  expect.soft(weight.moved, `${weight.path}: layout shift`).toBeLessThan(CLS_MAX)
  if (who === 'anybody')
    expect.soft(weight.fonts, `${weight.path}: fonts`).toBeLessThanOrEqual(FONT_MAX)
}

declare global {
  interface Window {
    moved: number
  }
}

/** Sums what moved without anybody having touched it. */
function watchShifts(page: Page) {
  return page.addInitScript(() => {
    window.moved = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ('hadRecentInput' in entry && !entry.hadRecentInput && 'value' in entry)
          window.moved += Number(entry.value)
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

const shiftOf = (page: Page) => page.evaluate(() => window.moved)
