import type { Page } from 'playwright/test'
import { expect, test } from './roles.ts'

const PASSWORD = 'floor-board-98'
/** A suffix that makes names unique across runs. */
const mark = () => Date.now().toString(36)

test('a new agency applies, headquarters approves it, and its admin signs in', async ({
  as,
  visitor,
}) => {
  const hq = await as('hq')
  await hq.goto('/org')
  const applicant = { username: `first.${mark()}`, company: `남해통신 ${mark()}` }
  const visiting = await visitor()
  await apply(visiting, await codeOn(hq), applicant)

  await hq
    .getByRole('link', { name: /^승인 대기/ })
    .filter({ hasText: /\d/ })
    .last()
    .click()
  const row = hq.getByRole('row', { name: applicant.company })
  await row.click()
  const record = hq.getByRole('complementary')
  await expect(record.getByText('승인하면 업체도 함께 열려요.')).toBeVisible()
  await expect(record.getByText('124-81-00998')).toBeVisible()
  await record.getByRole('button', { name: '승인' }).click()
  await expect(hq.getByText('최남희 님을 승인했어요')).toBeVisible()
  await expect(row).toHaveCount(0)
  await expect(record.getByText('사용 중')).toBeVisible()

  await signInAs(visiting, applicant.username)
  await expect(visiting.getByRole('banner').getByText(applicant.company)).toBeVisible()
  await visiting.goto('/org')
  await expect(visiting.getByRole('tree').getByRole('treeitem')).toHaveCount(1)
})

test('a shop is added, its admin invited, and closing the shop signs that admin out', async ({
  as,
  visitor,
}) => {
  const hq = await as('hq')
  await hq.goto('/org')
  const tree = hq.getByRole('tree')
  await tree.getByRole('treeitem', { name: /^동해통신/ }).click()
  const shop = `주문진점 ${mark()}`
  await hq.getByRole('button', { name: '업체 추가' }).click()
  const adding = hq.getByRole('dialog')
  await adding.getByLabel('업체 이름').fill(shop)
  await adding.getByRole('button', { name: '추가', exact: true }).click()
  await expect(hq.getByRole('heading', { name: shop })).toBeVisible()
  await expect(tree.getByRole('treeitem', { name: shop })).toHaveAttribute('aria-selected', 'true')

  const link = await invite(hq)
  const admin = await visitor()
  const username = `keeper.${mark()}`
  await join(admin, link, shop, username)
  await signInAs(admin, username)
  await expect(admin.getByRole('banner').getByText(shop)).toBeVisible()
  await admin.goto('/orders')
  await expect(admin.getByRole('heading', { level: 1, name: '주문' })).toBeVisible()

  await hq.getByRole('navigation', { name: '업체 정보 나누기' }).getByText('정보').click()
  await hq.getByRole('button', { name: '중지' }).click()
  const dialog = hq.getByRole('dialog')
  await expect(dialog.getByText('지금 로그인한 사람').locator('+ dd')).toHaveText('1명')
  await dialog.getByRole('button', { name: '폐업했어요.' }).click()
  await dialog.getByRole('button', { name: '중지', exact: true }).click()
  await expect(tree.getByRole('treeitem', { name: new RegExp(`^${shop}.*중지`) })).toBeVisible()

  // They do nothing themselves: the end of the session reaches their screen.
  await admin.waitForURL(/\/login/)
})

test('the keyboard alone is enough to walk the tree, which keeps open branches open', async ({
  as,
}) => {
  const hq = await as('hq')
  await hq.goto('/org')
  const tree = hq.getByRole('tree')
  const item = (name: string) => tree.getByRole('treeitem', { name: new RegExp(`^${name}`) })
  await item('새봄모바일').focus()
  await hq.keyboard.press('ArrowDown')
  // The key of ㄷ.
  await hq.keyboard.press('e')
  await expect(item('동해통신')).toBeFocused()
  await hq.keyboard.press('ArrowRight')
  await hq.keyboard.press('ArrowRight')
  await expect(item('강릉중앙점')).toBeFocused()
  await hq.keyboard.press('Enter')
  await expect(hq.getByRole('heading', { name: '강릉중앙점' })).toBeVisible()
  await hq.keyboard.press('ArrowLeft')
  await expect(item('동해통신')).toBeFocused()

  await hq.goto('/org')
  await expect(item('강릉중앙점')).toBeVisible()
  await hq.getByRole('searchbox', { name: '업체 이름이나 코드' }).fill('ㅅㅊ')
  await hq.getByRole('link', { name: /속초교동점.*동해통신/ }).click()
  await expect(hq.getByRole('heading', { name: '속초교동점' })).toBeVisible()
})

const codeOn = async (page: Page) => {
  const code = page.getByText(/^[A-Z]{2}-\d{6}-\d{4,}$/).first()
  return (await code.textContent()) ?? ''
}

/** Through the API, because signing up has a journey of its own. */
async function apply(
  page: Page,
  parentCode: string,
  { username, company }: { username: string; company: string },
) {
  await page.goto('/login')
  const status = await page.evaluate(
    async (body) => {
      const response = await fetch('/api/v2/registration/companies', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return response.status
    },
    {
      parentCode,
      company: {
        name: company,
        businessNumber: '124-81-00998',
        address: '강원 강릉시 중앙로 1',
        phone: '033-000-4567',
      },
      admin: {
        username,
        password: PASSWORD,
        name: '최남희',
        email: 'first@example.com',
        phone: '010-0000-5678',
      },
      consents: { terms: true, privacy: true },
    },
  )
  expect(status).toBe(201)
}

/** Creates an invitation for the admin of the shown company and reads its link, which is shown once. */
async function invite(page: Page): Promise<string> {
  await page.getByRole('button', { name: '초대', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: '관리자' }).check()
  await dialog.getByRole('button', { name: '초대 링크 만들기' }).click()
  const link = await dialog.getByLabel('링크', { exact: true }).inputValue()
  await dialog.getByRole('button', { name: '닫기' }).click()
  await expect(page.getByRole('row', { name: /이름을 정하지 않음/ })).toContainText('기다리는 중')
  return link
}

async function join(page: Page, link: string, company: string, username: string) {
  // The link contains the public address; the journey's server answers on another port.
  const { pathname, hash } = new URL(link)
  await page.goto(pathname + hash)
  await expect(page.getByText(company)).toBeVisible()
  await page.getByLabel('아이디', { exact: true }).fill(username)
  await page.getByLabel('비밀번호', { exact: true }).fill(PASSWORD)
  await page.getByLabel('이름', { exact: true }).fill('박주원')
  await page.getByLabel('이메일', { exact: true }).fill('keeper@example.com')
  await page.getByLabel('연락처', { exact: true }).fill('010-0000-1357')
  for (const consent of await page.getByRole('checkbox').all()) await consent.check()
  await page.locator('#submit').click()
  await page.getByRole('link', { name: '로그인으로 가기' }).click()
}

async function signInAs(page: Page, username: string) {
  await page.goto('/login')
  await page.getByLabel('아이디', { exact: true }).fill(username)
  await page.getByLabel('비밀번호', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: '로그인', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/login'))
}
