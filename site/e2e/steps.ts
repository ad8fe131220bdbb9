import { expect, type Page } from 'playwright/test'
import { call } from './sparse-policy.ts'

/** Goes on in the wizard of a policy by the button at its foot, step by step. */
export async function openStep(page: Page, ...steps: readonly string[]): Promise<void> {
  for (const step of steps) await page.getByRole('button', { name: step, exact: true }).click()
}

/** In the fifth step: lets the draft stand beside the policies that it overlaps with, if there are any. */
export async function keepBeside(page: Page): Promise<void> {
  await expect(page.getByText(/\d\d:\d\d:\d\d 자동 저장/)).toBeVisible()
  const draft = new URL(page.url()).searchParams.get('draft')
  const { items } = await call(page, 'GET', `policies/drafts/${draft}/overlaps`)
  if (items.length > 0) await page.getByRole('checkbox', { name: '이 정책들과 함께 둬요' }).check()
}
