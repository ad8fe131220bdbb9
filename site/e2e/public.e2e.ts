import { SEATS, screensOf } from './pages.ts'
import { expect, test } from './roles.ts'

// For readers who do not know Maru yet: search engines, people who follow a link, people without
// JavaScript.

test('a public page can be found and shared: its other language, its card, its icons', async ({
  visitor,
}) => {
  const page = await visitor()
  for (const [path, lang, other] of [
    ['/', 'ko', '/en/'],
    ['/en/', 'en', '/'],
    ['/track', 'ko', '/en/track'],
  ] as const) {
    await page.goto(path)
    const head = page.locator('head')
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
    const twin = head.locator(`link[rel="alternate"]:not([hreflang="${lang}"])`)
    await expect(twin).toHaveAttribute('href', new RegExp(`${other}$`))
    await expect(head.locator('meta[property="og:title"]')).toHaveAttribute('content', /마루|Maru/)
    await expect(head.locator('meta[property="og:description"]')).toHaveCount(1)
    for (const rel of ['apple-touch-icon', 'manifest', 'icon']) {
      const href = await head.locator(`link[rel="${rel}"]`).getAttribute('href')
      const answer = await page.request.get(href ?? '')
      expect(answer.status(), href ?? rel).toBe(200)
      expect(answer.headers()['content-type'], rel).toMatch(/image\/|manifest\+json/)
    }
  }
})

test('crawlers learn what needs a sign-in and what they may list', async ({ visitor }) => {
  const page = await visitor()
  const robots = await (await page.request.get('/robots.txt')).text()
  expect(robots).toContain('User-agent: *')
  for (const seat of SEATS)
    for (const path of screensOf(seat).map((one) => one.split(/[?#]/)[0] ?? ''))
      expect(
        robots.split('\n').some((line) => path.startsWith(line.replace('Disallow: ', '')) && line),
        path,
      ).toBe(true)
  const map = await page.request.get('/sitemap.xml')
  expect(map.headers()['content-type']).toMatch(/xml/)
})

test('without JavaScript a signed-in page says so, in both languages', async ({ visitor }) => {
  const page = await visitor({ javaScriptEnabled: false })
  for (const path of ['/dashboard', '/orders', '/settings']) {
    await page.goto(path)
    const said = page.locator('.needs-script')
    await expect(said).toBeVisible()
    await expect(said).toContainText('이 화면을 쓰려면 브라우저에서 JavaScript를 켜 주세요.')
    await expect(said).toContainText('Turn on JavaScript in your browser')
    await expect(page.locator('.rail, .sk').first()).toBeHidden()
  }
})

test('an invitation page without its secret says where to go', async ({ visitor }) => {
  const page = await visitor()
  await page.goto('/join')
  await page.getByRole('link', { name: '업체코드로 가입 신청' }).click()
  await expect(page).toHaveURL(/\/signup/)
})

test('the front page names no operator when none is configured', async ({ visitor }) => {
  const page = await visitor({ javaScriptEnabled: false })
  await page.goto('/')
  await expect(page.getByRole('contentinfo')).not.toContainText(/사업자등록번호|대표 /)
})
