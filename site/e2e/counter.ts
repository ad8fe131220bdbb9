import { expect, type Page } from 'playwright/test'
import { numberIn } from './orders.ts'

/** A customer at the counter and their order. */
export type Sale = {
  policy: string
  /** Needed where the policy is for all carriers. */
  carrier?: string
  plan: string
  months: string
  sim: string
  name: string
  phone: string
  /** Fifteen digits, the last a check digit; needed where the policy requires it. */
  imei?: string
}

/** Chooses policy, plan, contract and SIM; the amount then appears below. */
export async function chooseSale(page: Page, { policy, carrier, plan, months, sim }: Sale) {
  await page.goto('/orders/new')
  await page.getByRole('button', { name: policy }).click()
  if (carrier) await page.getByRole('radio', { name: carrier, exact: true }).click()
  await page.getByRole('radio', { name: '번호이동' }).click()
  await page.getByRole('combobox', { name: '요금제' }).fill(plan)
  await page.getByRole('option', { name: plan }).click()
  await page.getByRole('radio', { name: new RegExp(`^${months}`) }).click()
  await page.getByRole('radio', { name: sim }).click()
  await page.getByRole('radio', { name: '선택약정' }).click()
}

/** Fills in what the policy's form asks of a customer who changes carrier. */
export async function fillCustomer(page: Page, { name, phone, imei }: Sale) {
  await page.getByRole('button', { name: '고객·단말기 입력' }).click()
  await page.getByRole('radio', { name: '성인' }).click()
  await page.getByLabel('고객 이름').fill(name)
  await page.getByLabel('연락처', { exact: true }).fill(phone)
  await page.getByLabel('생년월일').fill('19910314')
  await page.getByRole('radio', { name: 'KT', exact: true }).click()
  await page.getByLabel('단말기 모델').fill('갤럭시 S26 256GB')
  if (imei) await page.locator('input[name="imei"]').fill(imei)
  await page.getByRole('button', { name: '확인하기' }).click()
  await expect(page.getByRole('heading', { name: '이대로 접수할까요?' })).toBeVisible()
}

/** Submits the order and returns its number. */
export async function submitSale(page: Page): Promise<string> {
  await page.getByRole('button', { name: '접수하기' }).click()
  await expect(page.getByRole('heading', { name: '주문을 접수했어요' })).toBeVisible()
  return numberIn(page.locator('.placed-number'))
}

/** A complete sale under a policy of the demo. */
export async function sell(page: Page, sale: Partial<Sale> = {}): Promise<string> {
  const whole: Sale = {
    policy: '5G 프리미엄',
    carrier: 'SKT',
    plan: '5G 프리미엄 99',
    months: '24개월',
    sim: '선불',
    name: '한여름',
    phone: '01000001234',
    ...sale,
  }
  await chooseSale(page, whole)
  await fillCustomer(page, whole)
  return submitSale(page)
}
