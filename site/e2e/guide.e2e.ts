import type { Page } from 'playwright/test'
import { expect, PASSWORD, test } from './roles.ts'
import { call } from './sparse-policy.ts'

/** A company signs up below `above`, whose person approves its admin; `guest` is that admin afterwards. */
async function joinBelow(above: Page, guest: Page, name: string) {
  const { company } = await call(above, 'GET', 'me')
  const username = `guide.${crypto.randomUUID().slice(0, 8)}`
  await guest.goto('/login')
  await call(guest, 'POST', 'registration/companies', {
    parentCode: company.code,
    company: {
      name,
      businessNumber: '124-81-00998',
      address: '강원 강릉시 중앙로 1',
      phone: '033-000-4567',
    },
    admin: {
      username,
      password: PASSWORD,
      name: '최남희',
      email: `${username}@example.com`,
      phone: '010-0000-5678',
    },
    consents: { terms: true, privacy: true },
  })
  const { items } = await call(above, 'GET', 'users?status=pending&limit=100')
  const { id, version } = items.find((one: { username: string }) => one.username === username)
  await call(above, 'POST', `users/${id}/approval`, { version })
  await guest.getByLabel('아이디', { exact: true }).fill(username)
  await guest.getByLabel('비밀번호', { exact: true }).fill(PASSWORD)
  await guest.keyboard.press('Enter')
  await guest.waitForURL(/\/dashboard/)
}

const guideOf = (page: Page) => page.getByRole('region', { name: /첫 주문까지/ })
const primaries = (page: Page) => page.locator('.btn.primary').filter({ visible: true })
const stepNow = (page: Page) => guideOf(page).locator('[aria-current="step"]')

test('a new agency and its first shop are led to their first order', async ({ as, visitor }) => {
  const hq = await as('hq')
  await hq.goto('/dashboard')
  const agency = await visitor()
  await joinBelow(hq, agency, '첫걸음통신')
  await expect(guideOf(agency).getByRole('listitem')).toHaveCount(4)
  await expect(stepNow(agency)).toContainText('판매점 초대')
  // A view has one primary action: the board's own waits for the guide.
  await expect(primaries(agency)).toHaveText(['판매점 초대'])

  const shop = await visitor()
  await joinBelow(agency, shop, '첫걸음 1호점')
  await expect(guideOf(shop).getByRole('listitem')).toHaveCount(3)
  // Nothing of this step is the shop's own to do.
  await expect(stepNow(shop)).toContainText('협력사가 정해요')
  await expect(stepNow(shop).getByRole('link')).toHaveCount(0)
  await expect(primaries(shop)).toHaveText(['주문 접수'])

  // No policy reaches the agency yet, so there is nothing to price.
  await agency.reload()
  await expect(stepNow(agency)).toContainText('판매점 단가 정하기')
  await expect(stepNow(agency)).toContainText('본사가 정책을 게시한 뒤')
  await expect(stepNow(agency).getByRole('link')).toHaveCount(0)

  await guideOf(shop).getByRole('button', { name: '안내 숨기기' }).click()
  await expect(guideOf(shop)).toHaveCount(0)
  await shop.getByRole('button', { name: '첫 주문 안내 보기' }).click()
  await expect(guideOf(shop)).toBeVisible()
})
