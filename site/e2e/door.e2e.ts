import type { Page } from 'playwright/test'
import type { Installation } from './installations.ts'
import { expect, PASSWORD, PHONE, ROLES, signIn, test } from './roles.ts'

const MINUTE = 60_000

test('a shop applies by its agency’s code on a phone, and learns at sign-in who decides', async ({
  as,
  visitor,
}) => {
  const code = await codeOf(await as('agency'))
  const page = await visitor(PHONE)
  await page.goto('/signup')
  await page.getByRole('link', { name: /^판매점/ }).click()
  await page.getByLabel('업체코드', { exact: true }).fill('AG-200101-0001')
  await page.getByRole('button', { name: '다음' }).click()
  await expect(page.getByText('이 업체코드를 찾지 못했어요.')).toBeVisible()
  await page.getByLabel('업체코드', { exact: true }).fill(code.toLowerCase())
  await page.getByRole('button', { name: '코드 확인' }).click()
  await expect(page.getByText('동해통신의 판매점으로 신청해요.')).toBeVisible()
  await page.getByRole('button', { name: '다음' }).click()

  await page.getByLabel('업체 이름').fill('등대길점')
  await page.getByLabel('사업자등록번호').pressSequentially('1234567890')
  await expect(page.getByText('번호가 맞지 않아요. 숫자를 다시 확인해 주세요.')).toBeVisible()
  await page.getByLabel('사업자등록번호').fill('')
  await page.getByLabel('사업자등록번호').pressSequentially('1248100998')
  await page.getByLabel('업체 전화번호').fill('033-123-4567')
  await page.getByLabel('사업장 주소').fill('강원특별자치도 동해시 일출로 1')
  await page.getByRole('button', { name: '다음' }).click()

  await fillPerson(page, ROLES.shop.username)
  // The draft survives a reload, without passwords and consents.
  await page.reload()
  await page.getByRole('button', { name: '다음' }).click()
  await expect(page.getByLabel('사업자등록번호')).toHaveValue('124-81-00998')
  await page.getByRole('button', { name: '다음' }).click()
  await expect(page.getByLabel('비밀번호', { exact: true })).toHaveValue('')
  await fillPerson(page, ROLES.shop.username)
  await page.getByRole('button', { name: '가입 신청' }).click()
  await expect(page.getByText('이미 쓰고 있는 아이디예요.')).toHaveCount(1)
  await expect(page.getByLabel('아이디', { exact: true })).toBeFocused()
  await page.getByLabel('아이디', { exact: true }).fill('lighthouse.keeper')
  await page.getByRole('button', { name: '가입 신청' }).click()

  await expect(page.getByRole('heading', { name: '가입 신청을 받았어요' })).toBeFocused()
  await expect(page.getByText(/^RT-\d{6}-\d{4}$/)).toBeVisible()
  await expect(page.getByText('동해통신에서 신청을 확인해요.')).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: '로그인으로 가기' }).click()
  await logIn(page, 'lighthouse.keeper', NEW_PASSWORD)
  await expect(page.getByRole('heading', { name: '승인을 기다리고 있어요' })).toBeVisible()
  await expect(page.getByText('동해통신 관리자가 확인하고 있어요.')).toBeVisible()
})

test('an invitation makes an account, and a mailed link resets a forgotten password', async ({
  as,
  visitor,
  installation,
}) => {
  const link = await inviteTo(await as('agency'))
  const page = await visitor()
  await page.goto(link)
  await expect(page.getByText('동해통신')).toBeVisible()
  // The secret is gone from the address bar, where the next person at this desk would find it.
  await expect(page).toHaveURL(/\/join$/)
  await fillPerson(page, 'invited.person')
  await page.getByRole('button', { name: '가입하기' }).click()
  await expect(page.getByRole('heading', { name: '가입했어요' })).toBeVisible()

  const stranger = await visitor()
  await stranger.goto(link)
  await expect(stranger.getByRole('heading', { name: '쓸 수 없는 초대예요' })).toBeVisible()

  await page.getByRole('link', { name: '로그인으로 가기' }).click()
  await page.getByRole('link', { name: '비밀번호를 잊었어요' }).click()
  await page.getByLabel('아이디', { exact: true }).fill('invited.person')
  await page.getByRole('button', { name: '링크 받기' }).click()
  await expect(page.getByRole('heading', { name: '메일을 확인해 주세요' })).toBeVisible()

  await page.goto(await letterTo(installation, 'bada.han@example.com', /https?:\S+\/reset#\S+/))
  await expect(page).toHaveURL(/\/reset$/)
  await page.getByLabel('새 비밀번호', { exact: true }).fill('짧아요')
  await page.getByRole('button', { name: '비밀번호 저장' }).click()
  await expect(page.getByText('10자 이상으로 정해 주세요.')).toBeVisible()
  await page.getByLabel('새 비밀번호', { exact: true }).fill('파도가 잔잔한 아침')
  await page.getByRole('button', { name: '비밀번호 저장' }).click()
  await expect(page.getByRole('heading', { name: '비밀번호를 바꿨어요' })).toBeVisible()

  await page.getByRole('link', { name: '로그인으로 가기' }).click()
  await logIn(page, 'invited.person', NEW_PASSWORD)
  await expect(page.getByRole('alert')).toHaveText('아이디나 비밀번호가 맞지 않아요.')
  await logIn(page, 'invited.person', '파도가 잔잔한 아침')
  await expect(page.getByRole('banner').getByText('동해통신')).toBeVisible()
})

test('a press before the page’s script is there puts nothing into the address, and counts once it is', async ({
  visitor,
}) => {
  const page = await visitor()
  const script = Promise.withResolvers<void>()
  await page.route('**/_astro/*.js', async (route) => {
    await script.promise
    await route.continue()
  })
  await page.goto('/login', { waitUntil: 'commit' })
  await page.getByLabel('아이디', { exact: true }).fill(ROLES.agency.username)
  const password = page.getByLabel('비밀번호', { exact: true })
  await password.fill(PASSWORD)
  await password.press('Enter')
  await expect(page).toHaveURL(/\/login$/)
  script.resolve()
  await page.waitForURL(/\/dashboard$/)
})

test('five wrong passwords lock the account, and the page says until when', async ({ visitor }) => {
  // From an address of its own, because the address is locked too.
  const page = await visitor({ extraHTTPHeaders: { 'x-forwarded-for': '203.0.113.77' } })
  await page.goto('/login')
  for (let tries = 1; tries <= 5; tries++) {
    const answer = page.waitForResponse((response) => response.url().endsWith('/auth/login'))
    await logIn(page, 'nobody.of.that.name', `wrong password ${tries}`)
    await answer
    await expect(page.getByLabel('비밀번호', { exact: true })).toBeFocused()
  }
  await logIn(page, 'nobody.of.that.name', 'wrong password again')
  await expect(page.getByRole('alert')).toHaveText(
    /여러 번 틀려 잠겼어요\. 30분 뒤 \d\d:\d\d부터 다시 할 수 있어요\./,
  )
})

test('whoever leaves the desk is asked in every tab, may carry on, and is signed out in the end', async ({
  visitor,
}) => {
  const first = await visitor()
  await first.clock.install()
  await signIn(first, 'shop')
  const second = await first.context().newPage()
  await second.goto('/orders')
  await expect(second.getByRole('banner').getByText(ROLES.shop.company)).toBeVisible()
  const minutes = await idleMinutesOf(first)
  const asking = (page: Page) => page.getByRole('dialog', { name: '계속 쓰고 있나요?' })

  await first.clock.fastForward((minutes - 1) * MINUTE)
  await expect(asking(first)).toBeVisible()
  await expect(asking(second)).toBeVisible()
  await expect(first.getByRole('button', { name: '계속하기' })).toBeFocused()
  await first.keyboard.press('Enter')
  await expect(asking(first)).toBeHidden()
  await expect(asking(second)).toBeHidden()

  // Timers stop while a machine sleeps; on waking, only the clock counts.
  await first.clock.fastForward((minutes + 60) * MINUTE)
  await second.waitForURL(/\/login\?next=%2Forders&why=idle$/)
  await expect(second.getByText('한동안 쓰지 않아 로그아웃했어요.')).toBeVisible()
  await first.waitForURL(/\/login\?next=/)
})

const NEW_PASSWORD = '바다가 보이는 판매점'

async function logIn(page: Page, username: string, password: string) {
  await page.getByLabel('아이디', { exact: true }).fill(username)
  await page.getByLabel('비밀번호', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

async function fillPerson(page: Page, username: string) {
  await page.getByLabel('이름', { exact: true }).fill('한바다')
  await page.getByLabel('이메일').fill('bada.han@example.com')
  await page.getByLabel('연락처').fill('010-2345-6789')
  await page.getByLabel('아이디', { exact: true }).fill(username)
  await page.getByLabel('비밀번호', { exact: true }).fill(NEW_PASSWORD)
  await page.getByRole('checkbox', { name: '이용약관에 동의해요' }).check()
  await page.getByRole('checkbox', { name: '개인정보 수집과 이용에 동의해요' }).check()
}

type Me = { company: { id: string; code: string }; idleMinutes: number }

async function meOf(page: Page): Promise<Me & { origin: string }> {
  const response = await page.request.get('/api/v2/me')
  const me: Me = await response.json()
  return { ...me, origin: new URL(response.url()).origin }
}
const codeOf = async (page: Page) => (await meOf(page)).company.code
const idleMinutesOf = async (page: Page) => (await meOf(page)).idleMinutes

async function inviteTo(page: Page): Promise<string> {
  const { company, origin } = await meOf(page)
  const response = await page.request.post('/api/v2/invitations', {
    headers: { origin, 'idempotency-key': crypto.randomUUID() },
    data: { companyId: company.id, role: 'staff', name: null, email: null, days: 3 },
  })
  const { link }: { link: string } = await response.json()
  return link
}

/** The link of the last letter to this person. Waits for it, because it is sent after the answer. */
async function letterTo({ said }: Installation, to: string, link: RegExp): Promise<string> {
  let found: string | undefined
  await expect(() => {
    const letters = said.filter((line) => line.includes('"event":"mail"') && line.includes(to))
    const { text }: { text: string } = JSON.parse(letters.at(-1) ?? '{}')
    found = link.exec(text ?? '')?.[0]
    expect(found).toBeDefined()
  }).toPass()
  return found ?? ''
}
