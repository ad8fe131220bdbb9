import type { Page } from 'playwright/test'
import { chooseSale } from './counter.ts'
import { expect, PHONE, test } from './roles.ts'

/** Sends a command of the signed-in person that is no step of the journey. */
const send = (page: Page, method: string, path: string, body: object) =>
  page.evaluate(
    async ([method, path, body]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      const response = await fetch(`/api/v2/${path}`, { method, headers, body })
      return await response.json()
    },
    [method, path, JSON.stringify(body)] as const,
  )

const TITLE = '확인하고 파는 정책'
const AT = { carrier: 'skt', bandWon: 99_000, months: 24 }

test('a policy that must be read: the shop confirms it in the order form, and HQ sees who has not', async ({
  as,
}) => {
  const [hq, agency, shop] = [await as('hq'), await as('agency'), await as('shop', PHONE)]
  for (const page of [hq, agency, shop]) await page.goto('/policies')
  const me = await agency.evaluate(async () => (await fetch('/api/v2/me')).json())
  const { id } = await send(hq, 'POST', 'policies', {
    ...{ title: TITLE, carrier: 'skt', joinType: 'all', form: [], requiresReading: true },
    ...{ bandsWon: [99_000], months: [24], targets: [me.company.id] },
    cells: [{ ...AT, amountWon: 300_000 }],
  })
  await send(agency, 'POST', `policies/${id}/passing-on`, { basedOn: 0 })

  await test.step('the shop is told in its list and stopped in its form', async () => {
    await shop.goto('/policies?unread=1')
    await expect(shop.getByRole('list').getByText(TITLE)).toBeVisible()
    await chooseSale(shop, {
      ...{ policy: TITLE, plan: '5G 프리미엄 99', months: '24개월', sim: '선불' },
      ...{ name: '한겨울', phone: '01000007788', imei: '350000000000006' },
    })
    await expect(
      shop.getByText('정책을 확인해야 주문할 수 있어요', { exact: false }).first(),
    ).toBeVisible()
    await shop.getByRole('button', { name: '읽고 확인했어요' }).click()
    await expect(shop.getByText('300,000', { exact: false }).first()).toBeVisible()
    await expect(shop.getByRole('button', { name: '읽고 확인했어요' })).toHaveCount(0)
  })

  await test.step('HQ sees who has read, reminds one and notes a call', async () => {
    await hq.goto(`/policies/view?id=${id}&tab=reach`)
    const table = hq.getByRole('table', { name: '이 정책을 받은 업체' })
    await expect(table.getByRole('row').filter({ hasText: me.company.name }).first()).toBeVisible()
    await expect(table).not.toContainText('강릉중앙점')
    await hq.getByRole('radio', { name: '확인', exact: true }).click()
    await expect(table).toContainText('강릉중앙점')
    await hq.getByRole('radio', { name: '미확인' }).click()
    const first = table.getByRole('row').nth(1)
    await first.getByRole('checkbox').click()
    await hq.getByRole('button', { name: '1곳에 다시 알림' }).click()
    await hq.getByRole('dialog').getByRole('button', { name: '다시 알림' }).click()
    await expect(hq.getByRole('dialog')).toContainText('보냈어요')
    await hq.getByRole('dialog').getByRole('button', { name: '닫기' }).click()
    await first.click()
    await hq.getByLabel('통화 내용').fill('오후에 다시 걸기로 함')
    await hq.getByRole('button', { name: '통화 기록' }).click()
    await expect(hq.getByText('오후에 다시 걸기로 함', { exact: false }).last()).toBeVisible()
    await hq.keyboard.press('Escape')
  })

  await test.step('the agency reads it on its page', async () => {
    await agency.goto(`/policies/view?id=${id}`)
    await agency.getByRole('button', { name: '확인했어요' }).click()
    await expect(agency.getByText('확인했어요: v1')).toBeVisible()
    await expect(agency.getByRole('button', { name: '확인했어요' })).toHaveCount(0)
  })

  await test.step('HQ moves the end, and the history says so', async () => {
    await hq.goto(`/policies/view?id=${id}`)
    await hq.getByRole('button', { name: '내용 고치기' }).click()
    await hq.getByLabel('끝나는 날').fill('2030-12-31')
    await hq.getByLabel('끝나는 시각').fill('2130')
    await hq.getByRole('dialog').getByRole('button', { name: '저장' }).click()
    await expect(hq.getByText('바꾼 내용을 저장했어요')).toBeVisible()
    await hq.getByRole('link', { name: '이력' }).click()
    await expect(hq.getByText('끝 없음 → 2030-12-31 21:30', { exact: false })).toBeVisible()
  })

  await test.step('HQ withdraws it with a reason that the shop reads', async () => {
    await hq.getByRole('button', { name: '게시 중지' }).click()
    await hq.getByRole('dialog').getByLabel('사유').fill('통신사 정책이 바뀌었어요')
    await hq.getByRole('dialog').getByRole('button', { name: '게시 중지' }).click()
    await expect(hq.getByText('멈췄어요', { exact: false })).toBeVisible()
    await shop.goto('/notifications')
    await expect(shop.getByText(`${TITLE} 정책 게시가 중지됐어요`, { exact: false })).toBeVisible()
  })
})

test('an important notice stands on the boards of those to whom it is addressed until it is withdrawn', async ({
  as,
}) => {
  const [hq, shop] = [await as('hq'), await as('shop', PHONE)]
  await hq.goto('/notices')
  await hq.getByRole('button', { name: '공지 쓰기' }).click()
  const dialog = hq.getByRole('dialog')
  await dialog.getByLabel('제목').fill('연말 정산 일정')
  await dialog.getByLabel('내용').fill('12월 정산은 28일에 마감해요.')
  await dialog.getByLabel('중요 공지로 대시보드 맨 위에 고정').check()
  await dialog.getByLabel('업체의 확인 받기').check()
  await dialog.getByRole('button', { name: '게시' }).click()
  await expect(hq.getByText('공지를 게시했어요')).toBeVisible()

  await shop.goto('/dashboard')
  await shop.getByRole('link', { name: '연말 정산 일정' }).click()
  await shop.getByRole('button', { name: '확인했어요' }).click()
  await expect(shop.getByText('공지를 확인했어요')).toBeVisible()

  await hq.getByRole('row').filter({ hasText: '연말 정산 일정' }).click()
  await expect(hq.getByText(/확인한 업체 1\//)).toBeVisible()
  await hq.getByRole('button', { name: '게시 중지' }).click()
  await hq.getByRole('dialog').getByRole('button', { name: '게시 중지' }).click()
  await expect(hq.getByText('공지를 내렸어요')).toBeVisible()
  await shop.goto('/dashboard')
  await expect(shop.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(shop.getByRole('link', { name: '연말 정산 일정' })).toHaveCount(0)
})
