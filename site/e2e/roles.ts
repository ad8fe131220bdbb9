import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from 'playwright/test'

/** The demo's people; its login page offers the same four. */
export const ROLES = {
  hq: { username: 'hq.admin', company: '새봄모바일' },
  agency: { username: 'agency.admin', company: '동해통신' },
  shop: { username: 'shop.admin', company: '강릉중앙점' },
  hq2: { username: 'hq2.admin', company: '가온텔레콤' },
} as const
export type Role = keyof typeof ROLES
export const PASSWORD = 'maru-demo-2026'

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
}

/**
 * A kept sign-in is renewed well before its access token runs out: a copy that refreshes after
 * another copy did would look like a stolen one, and end the session of both.
 */
const KEPT_MS = 8 * 60_000

type State = Awaited<ReturnType<BrowserContext['storageState']>>
type Kept = { state: State; since: number }

type Fixtures = {
  /** A page of somebody signed in, in a window of its own. */
  as: (role: Role, options?: BrowserContextOptions) => Promise<Page>
  /** A page of nobody in particular. */
  visitor: (options?: BrowserContextOptions) => Promise<Page>
}

export const test = base.extend<Fixtures, { kept: Map<Role, Kept> }>({
  baseURL: async ({ baseURL }, use) => use(process.env.MARU_E2E_URL ?? baseURL),
  // biome-ignore lint/correctness/noEmptyPattern: a fixture names what it needs; this one needs nothing
  kept: [async ({}, use) => use(new Map()), { scope: 'worker' }],

  visitor: async ({ browser, contextOptions, baseURL }, use) => {
    const broken: string[] = []
    const contexts: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext({ ...contextOptions, baseURL, ...options })
      contexts.push(context)
      const page = await context.newPage()
      page.on('websocket', (socket) => {
        socket.on('socketerror', (error) => {
          // One that a new page interrupts is no fault; one that the server refuses is.
          if (/response code/.test(error)) broken.push(`${socket.url()}: ${error}`)
        })
      })
      context.on('weberror', (error) => broken.push(String(error.error())))
      context.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) broken.push(message.text())
      })
      return page
    })
    for (const context of contexts) await context.close()
    // Whatever the journey was about, no script failed on its way and none had to be refused.
    expect(broken).toEqual([])
  },

  as: async ({ visitor, kept }, use) => {
    await use(async (role, options) => {
      const before = kept.get(role)
      if (before && Date.now() - before.since < KEPT_MS)
        return visitor({ storageState: before.state, ...options })
      const first = await visitor()
      await signIn(first, role)
      const state = await first.context().storageState()
      await first.context().close()
      kept.set(role, { state, since: Date.now() })
      return visitor({ storageState: state, ...options })
    })
  },
})

/** Through the form, as anybody would. */
export async function signIn(page: Page, role: Role, path = '/login') {
  await page.goto(path)
  await page.getByLabel('아이디', { exact: true }).fill(ROLES[role].username)
  await page.getByLabel('비밀번호', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '로그인' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
  await expect(page.getByRole('banner').getByText(ROLES[role].company)).toBeVisible()
}

export { expect }
