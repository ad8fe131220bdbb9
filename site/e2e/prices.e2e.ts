import type { Page } from 'playwright/test'
import { expect, test } from './roles.ts'

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

const at = { bandWon: 99_000, months: 24 }

test('an amount for all carriers that is too much for one is reported, fixed by a press, and shown as charged', async ({
  as,
}) => {
  const [hq, agency, shop] = [await as('hq'), await as('agency'), await as('shop')]
  for (const page of [hq, agency, shop]) await page.goto('/policies')
  const me = await agency.evaluate(async () => (await fetch('/api/v2/me')).json())
  const { id } = await send(hq, 'POST', 'policies', {
    ...{ title: '통신사별 단가', carrier: 'all', joinType: 'all', form: [] },
    ...{ bandsWon: [99_000], months: [24], targets: [me.company.id] },
    cells: [
      { ...at, carrier: 'all', amountWon: 300_000 },
      { ...at, carrier: 'kt', amountWon: 200_000 },
    ],
  })

  await agency.goto(`/policies/pricing?id=${id}`)
  await agency.getByRole('radio', { name: '공통' }).click()
  const cell = agency.getByRole('gridcell').first()
  await cell.click()
  await agency.keyboard.type('250000')
  await agency.keyboard.press('Enter')
  const problems = agency.getByRole('region', { name: '다시 정할 것' })
  await expect(problems).toContainText('KT 본사 금액 200,000원보다 50,000원 더 많아요')
  await problems.getByRole('button', { name: /200,000원으로 낮추기$/ }).click()
  await expect(problems).toContainText('다시 정할 것이 없어요')
  await agency.getByRole('button', { name: '저장하고 적용' }).click()
  await agency.getByRole('dialog').getByRole('button', { name: '저장하고 적용' }).click()
  await expect(agency.getByText('저장했어요.', { exact: false })).toBeVisible()

  await shop.goto(`/policies/view?id=${id}`)
  await expect(shop.getByRole('table')).toContainText('200,000')
  await agency.goto(`/policies/view?id=${id}`)
  await agency.getByRole('radio', { name: 'LG U+' }).click()
  await expect(agency.getByRole('table')).toContainText('본사 300,000 · 마진 100,000')
  await hq.goto(`/policies/view?id=${id}`)
  await hq.getByRole('radio', { name: 'LG U+' }).click()
  await expect(hq.getByRole('table')).toContainText('300,000')
  await send(hq, 'POST', `policies/${id}/withdrawal`, { version: 1, reason: '단가 오류' })
})
