import { expect, type Page } from 'playwright/test'
import { menuFor } from '../shell/menu.ts'

/** Pages that need no session. */
const READABLE = [
  '/',
  '/login',
  '/track',
  '/signup',
  '/signup/agency',
  '/signup/shop',
  '/signup/staff',
  '/join',
  '/forgot',
  '/reset#shown-once',
  '/terms',
  '/privacy',
]
export const PUBLIC = [...READABLE, ...READABLE.map((path) => `/en${path}`), '/no-such-page']

/** The kinds of viewers; the second HQ sees the same screens as the first. */
export const SEATS = ['hq', 'agency', 'shop'] as const
export type Seat = (typeof SEATS)[number]
const TIERS = { hq: 'hq', agency: 'agency', shop: 'retail' } as const

/** Views of the organisation, each for the company with most to show. */
const ORG: Record<Seat, readonly string[]> = {
  hq: ['/org?tab=users', '/org?tab=settings', '/org?view=waiting'],
  agency: ['/org?tab=below', '/org?tab=invitations'],
  shop: ['/org?tab=users'],
}

/** The account menu leads there; every seat has every part. */
const SETTINGS = ['', '#security', '#devices', '#tokens', '#display', '#permissions'].map(
  (part) => `/settings${part}`,
)

/** Parts of the catalogue; the menu leads to the first. */
const CATALOG = ['colors', 'sims', 'couriers', 'prices'].map((tab) => `/reference?tab=${tab}`)

/** Every screen in the menu of this seat, and the screens behind its lists. */
export function screensOf(seat: Seat): string[] {
  const menu = menuFor(TIERS[seat], 'admin').flatMap(({ items }) => items.map(({ href }) => href))
  const record = ['/orders?first', '/policies/view?first', '/policies/view/notices?first']
  const views = seat === 'shop' ? [] : ['/settlements?view=list', '/settlements?view=schedule']
  return [
    ...menu,
    ...record,
    ...views,
    ...ORG[seat],
    ...(seat === 'hq' ? [...SETTINGS, ...CATALOG, '/policies/view/history?first'] : []),
    ...(seat === 'shop' ? [] : ['/policies/view/reach?first']),
    ...(seat === 'agency' ? ['/policies/pricing?first'] : []),
  ]
}

/** Goes to a screen and waits for its data; `?first` stands for the first record of its list. */
export async function visit(page: Page, path: string) {
  await page.goto(path.endsWith('?first') ? await firstOf(page, path) : path)
  await ready(page)
}

export async function ready(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  // Skeletons hold the space of loading parts, invisible for a moment; the shell begins as one too.
  await expect(page.locator('.sk, .late, main [aria-busy="true"]')).toHaveCount(0)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

const LISTS: Record<string, { list: string; address: string }> = {
  '/orders?first': { list: 'orders', address: '/orders?order=' },
  '/policies/view?first': { list: 'policies', address: '/policies/view?id=' },
  '/policies/view/reach?first': { list: 'policies', address: '/policies/view?tab=reach&id=' },
  '/policies/view/notices?first': { list: 'policies', address: '/policies/view?tab=notices&id=' },
  '/policies/view/history?first': { list: 'policies', address: '/policies/view?tab=history&id=' },
  '/policies/pricing?first': { list: 'policies', address: '/policies/pricing?id=' },
}

async function firstOf(page: Page, path: string): Promise<string> {
  const found = LISTS[path]
  if (!found) throw new Error(`${path} is no list`)
  const response = await page.request.get(`/api/v2/${found.list}?limit=1`)
  const { items }: { items: { id: string }[] } = await response.json()
  return `${found.address}${items[0]?.id}`
}
