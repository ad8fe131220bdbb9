import type { Page } from 'playwright/test'

/** Goes on in the wizard of a policy by the button at its foot, step by step. */
export async function openStep(page: Page, ...steps: readonly string[]): Promise<void> {
  for (const step of steps) await page.getByRole('button', { name: step, exact: true }).click()
}
