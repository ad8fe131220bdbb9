import type { Locator, Page } from 'playwright/test'

const NUMBER = /[A-Z]{2}-\d{6}-\d{4,}/

/** The rows of orders, without the head and the skeleton. */
export const orderRows = (page: Page): Locator => page.getByRole('row', { name: NUMBER })

/** The order number shown in a place of the screen. */
export async function numberIn(place: Locator): Promise<string> {
  const text = (await place.textContent()) ?? ''
  const [number] = text.match(NUMBER) ?? []
  if (!number) throw new Error(`no order number in "${text}"`)
  return number
}
