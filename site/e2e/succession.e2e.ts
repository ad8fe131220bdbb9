import type { Page } from 'playwright/test'
import { expect, test } from './roles.ts'
import { call, publishSparse } from './sparse-policy.ts'
import { keepBeside } from './steps.ts'

// HQ announces the sheet of the next month, agencies price it before it starts. The moment itself is tested
// through the API: no journey moves the clock.

const view = (id: string, more = '') => `/policies/view?id=${id}${more}`
const next = (page: Page, step: string) =>
  page.getByRole('button', { name: step, exact: true }).click()

/** The part of the last step about the policy before. */
const partOf = (page: Page) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: '이어받기' }) })

/** Copies a policy as the one that follows it, up to the last step. */
async function follow(hq: Page, id: string) {
  await hq.goto(view(id))
  await hq.getByRole('button', { name: '복사', exact: true }).click()
  const dialog = hq.getByRole('dialog')
  await expect(dialog.getByRole('radio', { name: /^이어받기/ })).toBeChecked()
  await dialog.getByRole('button', { name: '초안 만들기' }).click()
  await hq.waitForURL(/draft=/)
  for (const step of ['주문서', '단가', '계약 조건', '활성화']) await next(hq, step)
}

test('HQ has a policy followed, the agency takes its own earlier prices, a shop learns nothing before the start', async ({
  as,
}) => {
  const [hq, agency, shop] = [await as('hq'), await as('agency'), await as('shop')]
  await agency.goto('/policies')
  const { company } = await call(agency, 'GET', 'me')
  const { id } = await publishSparse(hq, '이어질 단가표', { targets: [company.id] })
  await call(agency, 'PUT', `policies/${id}/agency-rates`, {
    ...{ basedOn: 0, cells: [], overrides: [], defaultWon: null },
    rules: [
      {
        ...{ carrier: 'all', retailId: null, kind: 'percent', value: 80 },
        ...{ roundToWon: 1_000, leastMarginWon: 0 },
      },
    ],
  })

  await follow(hq, id)
  const part = partOf(hq)
  await expect(part).toContainText(/「이어질 단가표」 정책은 \d{4}-\d\d-\d\d 00:00에 끝나고/)
  await expect(part).toContainText('모두 이어서 받아요')
  await part.getByRole('button', { name: /-01 00:00$/ }).click()
  await expect(part).toContainText(/-01 00:00에 끝나고/)
  await keepBeside(hq)
  await hq.getByRole('button', { name: '예약 게시' }).click()
  await hq.getByRole('dialog').getByRole('button', { name: '게시', exact: true }).click()
  await hq.waitForURL(/\/policies\/view\?id=/)
  await expect(hq.getByText('「이어질 단가표」 정책을 이어받아요.')).toBeVisible()
  const after = new URL(hq.url()).searchParams.get('id') ?? ''
  const title = await hq.getByRole('heading', { level: 1 }).innerText()
  await hq.getByRole('link', { name: '단가 비교' }).click()
  await expect(hq.getByText('금액이 모두 같아요')).toBeVisible()
  await hq.goto(view(id))
  await expect(hq.getByText(`-01 00:00에 「${title}」 정책으로 바뀌어요.`)).toBeVisible()

  // The agency hears of it and decides; nothing is carried over without it.
  await agency.goto('/notifications')
  await expect(
    agency.getByText('「이어질 단가표」 정책을 이어받는', { exact: false }),
  ).toBeVisible()
  await agency.goto(`/policies/pricing?id=${after}`)
  await expect(agency.getByText('정하지 않으면 판매점에 단가가 없어요')).toBeVisible()
  await agency.getByRole('button', { name: '앞 정책 단가 가져오기' }).click()
  const copy = agency.getByRole('dialog')
  await expect(copy).toContainText('규칙 1')
  await copy.getByRole('button', { name: '이 단가 가져오기' }).click()
  await expect(agency.locator('.rule-line').first()).toContainText('80 %')
  await agency.getByRole('button', { name: '저장하고 적용' }).click()
  await agency.getByRole('dialog').getByRole('button', { name: '저장하고 적용' }).click()
  await expect(agency.getByText('저장했어요.', { exact: false }).first()).toBeVisible()
  await agency.goto(view(id))
  await expect(agency.getByText(`「${title}」 정책으로 바뀌어요.`, { exact: false })).toBeVisible()

  await shop.goto(view(id))
  await expect(shop.getByRole('heading', { level: 1, name: '이어질 단가표' })).toBeVisible()
  await expect(shop.getByText('내 리베이트')).toBeVisible()
  await expect(shop.getByText(title)).toHaveCount(0)

  // Cancelled before its start, the former end comes back.
  await hq.goto(view(after))
  await hq.getByRole('button', { name: '예약 취소' }).click()
  const dialog = hq.getByRole('dialog')
  await expect(dialog).toContainText('원래 종료일로 돌아가 계속 접수해요')
  await expect(dialog.getByRole('button', { name: '취소', exact: true })).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: '그대로 두기' })).toBeVisible()
  await dialog.getByRole('button', { name: '단가를 잘못 적었어요' }).click()
  await dialog.getByRole('button', { name: '예약 취소' }).click()
  await expect(
    hq
      .getByText('예약을', { exact: false })
      .or(hq.getByText('멈췄어요', { exact: false }))
      .first(),
  ).toBeVisible()
  await hq.goto(view(id, '&tab=history'))
  await expect(hq.getByText(`「${title}」 정책으로 이어지지 않게 됐어요`)).toBeVisible()
  expect((await call(hq, 'GET', `policies/${id}`)).validTo).toBeNull()
})

test('a draft names whom it leaves without prices, why it cannot follow, and may stop following', async ({
  as,
}) => {
  const hq = await as('hq')
  const { id } = await publishSparse(hq, '남겨질 단가표')
  const { id: draft } = await call(hq, 'POST', 'policies/drafts', { succeeds: id })
  const { items } = await call(hq, 'GET', 'companies?tier=agency&limit=5')
  const { hq: before } = await call(hq, 'GET', `policies/${id}`)
  const other = items.find((one: { id: string }) => !before.targets.includes(one.id))
  await call(hq, 'PATCH', `policies/drafts/${draft}/steps/targets`, {
    ...{ version: 1, payload: { targets: [other.id], exclusions: [] } },
  })
  await hq.goto(`/policies/new?draft=${draft}&step=5`)
  const part = partOf(hq)
  await expect(part).toContainText(/협력사 1곳과 그 판매점 \d+곳은 .* 00:00부터 단가가 없어요/)
  // Somebody else is first.
  await call(hq, 'POST', `policies/${id}/withdrawal`, { version: 1, reason: '단가 오류' })
  await hq.getByRole('button', { name: '예약 게시' }).click()
  await hq.getByRole('dialog').getByRole('button', { name: '게시', exact: true }).click()
  await expect(part.getByRole('alert')).toContainText('이미 끝나서 이어받을 수 없어요')
  await expect(hq.getByRole('dialog')).toHaveCount(0)
  await part.getByRole('button', { name: '이어받지 않기' }).click()
  await expect(part).toHaveCount(0)
  await keepBeside(hq)
  await hq.getByRole('button', { name: '예약 게시' }).click()
  await hq.getByRole('dialog').getByRole('button', { name: '게시', exact: true }).click()
  await hq.waitForURL(/\/policies\/view\?id=/)
})

test('an agency that passed all on is led to pass all on again: taking nothing would leave its shops without prices', async ({
  as,
}) => {
  const [hq, agency] = [await as('hq'), await as('agency')]
  await agency.goto('/policies')
  const { company } = await call(agency, 'GET', 'me')
  const more = { targets: [company.id] }
  const { id } = await publishSparse(hq, '그대로 주던 단가표', more)
  await call(agency, 'POST', `policies/${id}/passing-on`, { basedOn: 0 })
  const validFrom = new Date(Date.now() + 86_400_000).toISOString()
  const title = '그대로 줄 단가표'
  const after = await publishSparse(hq, title, { ...more, succeeds: id, validFrom })

  await agency.goto(`/policies/pricing?id=${after.id}`)
  await agency.getByRole('button', { name: '앞 정책 단가 가져오기' }).click()
  const copy = agency.getByRole('dialog')
  await expect(copy).toContainText('본사 금액을 모두 판매점에 그대로 줬어요.')
  await copy.getByRole('button', { name: '이 단가 가져오기' }).click()
  await expect(agency.getByText('본사 금액을 모두 판매점에 줄까요?')).toBeVisible()
  await agency.getByRole('dialog').getByRole('button', { name: '본사 금액 그대로 주기' }).click()
  await expect(agency.getByText('저장했어요.', { exact: false }).first()).toBeVisible()
  const { agency: seen } = await call(agency, 'GET', `policies/${after.id}`)
  expect(seen.rates).toMatchObject({ number: 1, cells: [], rules: [] })
})
