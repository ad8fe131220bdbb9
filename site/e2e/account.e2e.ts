import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright/test'
import { expect, test } from './roles.ts'

const PASSWORD = '등대가 보이는 사무실'
const COMPANY = '가온텔레콤'

/** An address of its own: failures counted here lock nobody else. */
const OWN = { extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.41' } }

test('an authenticator app is set up by its key and guards money and sign-in; one device signs another out', async ({
  as,
  visitor,
}) => {
  const username = await personOf(await as('hq2'), await visitor(OWN))
  const office = await visitor(OWN)
  const home = await visitor(OWN)
  await logIn(office, username)
  await logIn(home, username)
  await expect(home.getByRole('banner').getByText(COMPANY)).toBeVisible()
  await expect(office.getByRole('banner').getByText(COMPANY)).toBeVisible()

  const { app, recoveryCodes } = await test.step('sets the app up on the first device', () =>
    enrol(home))
  await test.step('proves it on the second before a policy is withdrawn', () =>
    withdraw(office, app))

  await test.step('sign-in asks for a code', async () => {
    await logOut(home)
    await logIn(home, username)
    await home.getByLabel('인증 번호').fill(app.code())
    await expect(home.getByRole('banner').getByText(COMPANY)).toBeVisible()
  })
  await test.step('a recovery code signs in once', async () => {
    const [first = '', second = ''] = recoveryCodes
    await logOut(home)
    await logIn(home, username)
    await recover(home, first)
    await expect(home.getByRole('banner').getByText(COMPANY)).toBeVisible()
    await logOut(home)
    await logIn(home, username)
    await recover(home, first)
    await expect(home.getByText('복구 코드가 맞지 않거나 이미 썼어요.')).toBeVisible()
    await home.getByLabel('복구 코드', { exact: true }).fill(second)
    await home.keyboard.press('Enter')
    await expect(home.getByRole('banner').getByText(COMPANY)).toBeVisible()
    await home.goto('/settings#security')
    await expect(home.getByText('남은 복구 코드 8개')).toBeVisible()
  })
  await test.step('one device signs another out', async () => {
    await home.goto('/settings#devices')
    const devices = home.getByRole('main').getByRole('listitem')
    await expect(devices).toHaveCount(2)
    await expect(devices.filter({ hasText: '이 기기' })).toHaveCount(1)
    await devices.getByRole('button', { name: /로그아웃$/ }).click()
    await expect(devices).toHaveCount(1)
    await office.goto('/orders')
    await office.waitForURL(/\/login\?next=/)
  })
})

test('a program works with a token until it is revoked', async ({ as, visitor }) => {
  const hq = await as('hq2')
  const page = await visitor(OWN)
  await logIn(page, await personOf(hq, page))
  await expect(page.getByRole('banner').getByText(COMPANY)).toBeVisible()
  await page.goto('/settings#tokens')
  await expect(page.getByText('만든 토큰이 없어요')).toBeVisible()
  await page.getByRole('button', { name: '토큰 만들기' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '만들기' }).click()
  await expect(dialog.getByLabel('이름')).toBeFocused()
  await expect(dialog.getByText('할 수 있는 일을 하나 이상 골라 주세요.')).toBeVisible()
  await dialog.getByLabel('이름').fill('월말 집계')
  await dialog.getByRole('checkbox', { name: '주문 보기' }).check()
  await dialog.getByRole('button', { name: '만들기' }).click()
  await expect(page.getByRole('heading', { name: '토큰을 만들었어요' })).toBeVisible()
  const secret = (await dialog.locator('code').textContent())?.trim() ?? ''
  await dialog.getByRole('button', { name: '완료' }).click()

  // A program sends no cookies.
  const program = await visitor(OWN)
  const asked = async (path: string) => {
    const headers = { authorization: `Bearer ${secret}` }
    return (await program.request.get(`/api/v2/${path}`, { headers })).status()
  }
  expect(await asked('orders')).toBe(200)
  expect(await asked('users')).toBe(403)

  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: '월말 집계' })
  await expect(row).toContainText('주문 보기')
  await row.getByRole('button', { name: /폐기$/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: '폐기' }).click()
  await expect(page.getByText('만든 토큰이 없어요')).toBeVisible()
  expect(await asked('orders')).toBe(401)
})

test('the audit log tells who did what, and narrows to a person and a kind', async ({
  as,
  visitor,
}) => {
  const hq = await as('hq2')
  const username = await personOf(hq, await visitor(OWN))
  const page = await visitor(OWN)
  await logIn(page, username)
  await expect(page.getByRole('banner').getByText(COMPANY)).toBeVisible()
  await page.goto('/settings')
  await page.getByLabel('이름', { exact: true }).fill('등대지기')
  await page.getByRole('button', { name: '저장' }).click()
  await expect(page.getByText('저장했어요')).toBeVisible()

  await hq.goto('/admin/audit')
  const rows = hq.getByRole('main').getByRole('row').filter({ hasText: username })
  await rows.filter({ hasText: '내 정보 수정' }).click()
  const record = hq.getByRole('complementary')
  await expect(record.getByRole('heading', { name: '내 정보 수정' })).toBeVisible()
  await expect(record.getByRole('table')).toContainText('이름')
  // The actor and the person acted on are the same; the filter in the address matches either.
  await record.getByRole('button', { name: '이것만 보기' }).first().click()
  await expect(hq).toHaveURL(/\?userId=/)
  await expect(rows).toHaveCount(3)
  await expect(hq.getByRole('main').getByRole('row')).toHaveCount(4)
  await hq.getByRole('button', { name: '종류' }).click()
  await hq.getByRole('button', { name: '로그인', exact: true }).click()
  await expect(hq).toHaveURL(/kind=sign_in/)
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('로그인')
})

/** An admin who has just joined by invitation; returns their username. */
async function personOf(hq: Page, guest: Page): Promise<string> {
  const mine = await hq.request.get('/api/v2/me')
  const me: { company: { id: string } } = await mine.json()
  const { origin } = new URL(mine.url())
  const post = async (page: Page, path: string, data: object) => {
    const answer = await page.request.post(`/api/v2/${path}`, {
      headers: { origin, 'idempotency-key': crypto.randomUUID() },
      data,
    })
    expect(answer.status(), await answer.text()).toBe(201)
    return answer.json()
  }
  const { link }: { link: string } = await post(hq, 'invitations', {
    companyId: me.company.id,
    role: 'admin',
    name: null,
    email: null,
    days: 1,
  })
  const username = `e2e.${crypto.randomUUID().slice(0, 8)}`
  await post(guest, 'registration/invitation/acceptance', {
    token: new URL(link).hash.slice(1),
    username,
    password: PASSWORD,
    name: '한등대',
    email: `${username}@example.com`,
    phone: '010-2345-6789',
    consents: { terms: true, privacy: true },
  })
  return username
}

async function logIn(page: Page, username: string) {
  await page.goto('/login')
  await page.getByLabel('아이디', { exact: true }).fill(username)
  await page.getByLabel('비밀번호', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
}

async function logOut(page: Page) {
  if (page.url().includes('/login')) return
  await page.getByRole('button', { name: /내 메뉴$/ }).click()
  await page.getByRole('button', { name: '로그아웃', exact: true }).click()
  await page.waitForURL(/\/login/)
}

async function recover(page: Page, code: string) {
  await page.getByRole('button', { name: '복구 코드로 들어가기' }).click()
  await page.getByLabel('복구 코드', { exact: true }).fill(code)
  await page.keyboard.press('Enter')
}

async function enrol(page: Page) {
  await page.goto('/settings#security')
  await page.getByRole('button', { name: '인증 앱 등록' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('img', { name: '인증 앱으로 찍을 QR 그림' })).toBeVisible()
  const app = appOf((await dialog.locator('[data-key]').textContent()) ?? '')
  await dialog.getByLabel('앱에 보이는 6자리 번호').fill(app.code())
  await expect(page.getByRole('heading', { name: '복구 코드를 보관해 주세요' })).toBeVisible()
  const recoveryCodes = await dialog.getByRole('listitem').allTextContents()
  // The codes are shown once, so only the confirmation that they are kept closes the dialog.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(dialog.getByRole('listitem')).toHaveCount(10)
  await dialog.getByRole('checkbox', { name: '복구 코드를 안전한 곳에 보관했어요' }).check()
  await dialog.getByRole('button', { name: '완료' }).click()
  await expect(page.getByText('남은 복구 코드 10개')).toBeVisible()
  return { app, recoveryCodes }
}

/** This device has not shown a code yet. */
async function withdraw(page: Page, app: App) {
  const answer = await page.request.get('/api/v2/policies')
  const { items }: { items: { id: string; status: string }[] } = await answer.json()
  const running = items.filter(({ status }) => status === 'active')
  await page.goto(`/policies/view?id=${running.at(-1)?.id}`)
  await page.getByRole('button', { name: '게시 중지' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('단가 오류')
  await page.getByRole('dialog').getByRole('button', { name: '게시 중지' }).click()
  const proof = page.getByRole('dialog', { name: '인증 번호로 한 번 더 확인할게요' })
  await proof.getByLabel('인증 번호').fill(app.code())
  await expect(page.getByText(/게시를 멈췄어요/)).toBeVisible()
}

type App = ReturnType<typeof appOf>
const STEP_MS = 30_000

/**
 * The authenticator app. A code works once, and is valid half a minute early or late, so a journey has three
 * codes at a time.
 */
function appOf(key: string) {
  const totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) })
  let step = 0
  const code = () => {
    step = Math.max(step + 1, Math.floor(Date.now() / STEP_MS) - 1)
    return totp.generate({ timestamp: step * STEP_MS })
  }
  return { code }
}
