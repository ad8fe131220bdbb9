import {
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
  type PlaywrightWorkerArgs,
} from 'playwright/test'
import { type Installation, openInstallations } from './installations.ts'

/** The people of the demo; its login page offers the same four. */
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
 * A kept session is renewed well before its access token expires. If two copies refreshed one after the
 * other, the second would look like a stolen token and end both.
 */
const KEPT_MS = 8 * 60_000

type State = Awaited<ReturnType<BrowserContext['storageState']>>
type Kept = { state: State; since: number }

type Fixtures = {
  /** A signed-in page, in a browser context of its own. */
  as: (role: Role, options?: BrowserContextOptions) => Promise<Page>
  /** A page without a session. */
  visitor: (options?: BrowserContextOptions) => Promise<Page>
  /** The server of this file's journeys. */
  installation: Installation
}

type Shared = {
  installations: ReturnType<typeof openInstallations>
  /** The sessions by installation and role. */
  kept: WeakMap<Installation, Map<Role, Kept>>
}

export const test = base.extend<Fixtures, Shared>({
  installations: [
    // biome-ignore lint/correctness/noEmptyPattern: a fixture names what it needs; this one needs nothing
    async ({}, use) => {
      const installations = openInstallations()
      await use(installations)
      await installations.close()
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
  kept: [async ({}, use) => use(new WeakMap()), { scope: 'worker' }],
  installation: async ({ installations }, use, { file }) => use(await installations.of(file)),
  baseURL: async ({ installation }, use) => use(installation.url),

  visitor: async ({ browser, contextOptions, baseURL }, use) => {
    const broken: string[] = []
    const contexts: BrowserContext[] = []
    await use(async (options) => {
      const context = await browser.newContext({ ...contextOptions, baseURL, ...options })
      contexts.push(context)
      const page = await context.newPage()
      page.on('websocket', (socket) => {
        socket.on('socketerror', (error) => {
          // A socket that navigation interrupts is fine; one that the server refuses is not.
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
    // In every journey, no script may fail and no socket may be refused.
    expect(broken).toEqual([])
  },

  as: async ({ visitor, kept, installation, playwright }, use) => {
    const here = kept.get(installation) ?? new Map<Role, Kept>()
    kept.set(installation, here)
    await use(async (role, options) => {
      const before = here.get(role)
      const isFresh = before && Date.now() - before.since < KEPT_MS
      const { state, since } = isFresh ? before : await admit(playwright, installation, role)
      here.set(role, { state, since })
      return visitor({ storageState: state, ...options })
    })
  },
})

/** Signs in without a page: the form has journeys of its own. */
async function admit(
  { request }: PlaywrightWorkerArgs['playwright'],
  { url }: Installation,
  role: Role,
): Promise<Kept> {
  const browser = await request.newContext()
  const answer = await browser.post(`${url}/api/v2/auth/login`, {
    headers: { origin: url },
    timeout: 60_000,
    data: { username: ROLES[role].username, password: PASSWORD },
  })
  expect(answer.status(), await answer.text()).toBe(200)
  const state = await browser.storageState()
  await browser.dispose()
  return { state, since: Date.now() }
}

/** Signs in through the form. */
export async function signIn(page: Page, role: Role, path = '/login') {
  await page.goto(path)
  await page.getByLabel('아이디', { exact: true }).fill(ROLES[role].username)
  await page.getByLabel('비밀번호', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '로그인' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
  await expect(page.getByRole('banner').getByText(ROLES[role].company)).toBeVisible()
}

export { expect }
