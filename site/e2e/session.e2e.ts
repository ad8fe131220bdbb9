import { expect, PASSWORD, ROLES, signIn, test } from './roles.ts'

test('a wrong password is refused without a hint, and the right one then signs in', async ({
  visitor,
}) => {
  const page = await visitor()
  await page.goto('/login')
  await page.getByLabel('아이디', { exact: true }).fill(ROLES.hq.username)
  await page.getByLabel('비밀번호', { exact: true }).fill('not-the-password')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('아이디나 비밀번호가 맞지 않아요.')
  await expect(page.getByLabel('비밀번호', { exact: true })).toBeFocused()

  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '대시보드' })).toBeVisible()
})

test('a demo account fills the form', async ({ visitor }) => {
  const page = await visitor()
  await page.goto('/login')
  await page.getByRole('button', { name: '다른 본사' }).click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('banner').getByText(ROLES.hq2.company)).toBeVisible()
})

test('after signing in, people reach the page that they asked for', async ({ visitor }) => {
  const page = await visitor()
  await page.goto('/orders?status=shipped')
  await page.waitForURL(/\/login\?next=/)
  await expect(page.getByText('다시 로그인하면 보던 화면으로 돌아가요.')).toBeVisible()
  await signIn(page, 'hq', page.url())
  await expect(page).toHaveURL(/\/orders\?status=shipped$/)
  await expect(page.getByRole('link', { name: '발송' })).toHaveAttribute('aria-current', 'page')
})

test('an address that leads elsewhere is not followed after signing in', async ({ visitor }) => {
  const page = await visitor()
  await signIn(page, 'hq', `/login?next=${encodeURIComponent('//evil.example/x')}`)
  await expect(page).toHaveURL(/\/dashboard$/)
})

test('logging out in one tab ends the other one too', async ({ visitor }) => {
  const first = await visitor()
  await signIn(first, 'agency')
  const second = await first.context().newPage()
  await second.goto('/orders')
  await expect(second.getByRole('heading', { level: 1, name: '주문' })).toBeVisible()

  await first.getByRole('button', { name: /내 메뉴$/ }).click()
  await first.getByRole('button', { name: '로그아웃' }).click()
  await first.waitForURL(/\/login/)

  await second.getByRole('link', { name: '원장' }).click()
  await second.waitForURL(/\/login\?next=/)
  await first.goto('/dashboard')
  await first.waitForURL(/\/login\?next=/)
})
