import type { Page } from 'playwright/test'
import { SEATS, screensOf, visit } from './pages.ts'
import { expect, test } from './roles.ts'

// No screen says "there is none" of something that it could not load.

test.use({ trace: 'off' })
test.describe.configure({ mode: 'parallel' })

/** Answers about the signed-in person, without which there is no screen at all. */
const KNOWN = /\/api\/v2\/(me|auth\/[\w-]+)$/
/** Matches a sentence or a figure that claims emptiness, but not "cannot" or "could not". */
const NOTHING = /(?<!볼 수 |할 수 |쓸 수 |들어갈 수 )없어요|(?<![\d.,])0(건|줄|곳|명|원|개)/
/** A sentence about the draft itself, which is true whatever the API answers. */
const OF_THE_DRAFT = '눈에 띄는 문제가 없어요.'

for (const seat of SEATS)
  test(`while the API fails, no screen of ${seat} says that there is nothing`, async ({ as }) => {
    test.setTimeout(300_000)
    const page = await as(seat)
    await page.route('**/api/v2/**', (route) =>
      KNOWN.test(new URL(route.request().url()).pathname)
        ? route.continue()
        : route.fulfill({ status: 500, contentType: 'application/problem+json', body: FAILURE }),
    )
    for (const path of screensOf(seat)) {
      await visit(page, path)
      expect.soft(await said(page), path).toEqual([])
    }
  })

const FAILURE = JSON.stringify({ code: 'internal', status: 500, title: 'internal' })

/** The lines of the screen that claim emptiness. */
async function said(page: Page): Promise<string[]> {
  const text = await page.getByRole('main').innerText()
  return text.split('\n').filter((line) => NOTHING.test(line) && line !== OF_THE_DRAFT)
}
