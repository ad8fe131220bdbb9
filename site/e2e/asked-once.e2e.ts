import type { Page, Request } from 'playwright/test'
import { PUBLIC, SEATS, screensOf, visit } from './pages.ts'
import { expect, test } from './roles.ts'

// One view requests one address once, however many of its parts show it.

test.use({ trace: 'off' })

for (const seat of SEATS)
  test(`no screen of ${seat} requests an address twice`, async ({ as }) => {
    test.setTimeout(300_000)
    await walk(await as(seat), screensOf(seat))
  })

test('no public page requests an address twice', async ({ visitor }) => {
  test.setTimeout(180_000)
  await walk(await visitor(), PUBLIC)
})

async function walk(page: Page, paths: readonly string[]) {
  const asked = record(page)
  let total = 0
  for (const path of paths) {
    asked.addresses.length = 0
    await visit(page, path)
    await settled(page, asked)
    const twice = asked.addresses.filter((one, at, all) => all.indexOf(one) !== at)
    expect.soft(twice, path).toEqual([])
    total += asked.addresses.length
  }
  expect(total).toBeGreaterThan(0)
}

type Asked = { addresses: string[]; open: Set<Request> }

/** Records which addresses the page requests, and which requests are still open. */
function record(page: Page): Asked {
  const asked: Asked = { addresses: [], open: new Set() }
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (!pathname.startsWith('/api/') || request.method() !== 'GET') return
    asked.addresses.push(pathname + search)
    asked.open.add(request)
  })
  const close = (request: Request) => asked.open.delete(request)
  page.on('requestfinished', close)
  page.on('requestfailed', close)
  return asked
}

/** Waits until no request is open and drawing the last answer has started no other. */
async function settled(page: Page, { addresses, open }: Asked) {
  let before = -1
  await expect(async () => {
    const now = addresses.length
    const isStill = open.size === 0 && now === before
    before = now
    await page.evaluate(DRAWN)
    expect(isStill).toBe(true)
  }).toPass()
}

/** Waits two frames, by when effects of the last drawing have run. */
const DRAWN =
  'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))'
