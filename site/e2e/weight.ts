import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright/test'

/** Kilobytes as sent, compressed, of everything that a page loads by itself. */
export type Weight = { script: number; stylesheet: number; font: number }

/** Sums what the page loads from now on, in a context with an empty cache. */
export function watchWeight(page: Page): { sum: () => Promise<Weight> } {
  const weight: Weight = { script: 0, stylesheet: 0, font: 0 }
  const loading: Promise<void>[] = []
  page.on('response', (response) => {
    const kind = response.request().resourceType()
    if (kind !== 'script' && kind !== 'stylesheet' && kind !== 'font') return
    const weighed = response.body().then((bytes) => {
      weight[kind] += (kind === 'font' ? bytes : gzipSync(bytes)).length / 1000
    })
    loading.push(weighed)
  })
  return {
    sum: async () => {
      // Words and chunks that a page requests after its first paint count too.
      await page.waitForLoadState('networkidle')
      await Promise.all(loading)
      return weight
    },
  }
}
