import type { Page } from 'playwright/test'

/** The maximum cumulative layout shift of a page, as a browser counts it. */
export const CLS_MAX = 0.02

declare global {
  interface Window {
    moved: number
  }
}

/** Sums the layout shifts without user input on the pages that follow. */
export function watchShifts(page: Page) {
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

export const shiftOf = (page: Page) => page.evaluate(() => window.moved)
