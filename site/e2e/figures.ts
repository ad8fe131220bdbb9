import { expect, type Locator } from 'playwright/test'

/** The won that stand in a place of the screen, once they do; the minus sign is the design's. */
export async function wonIn(place: Locator): Promise<number> {
  await expect(place).toHaveText(/\d/)
  const text = (await place.textContent()) ?? ''
  const [found] = text.match(/[−-]?\d[\d,]*/) ?? []
  if (!found) throw new Error(`no amount in "${text}"`)
  return Number(found.replaceAll(',', '').replace('−', '-'))
}

export const won = (amount: number) => amount.toLocaleString('ko-KR').replace('-', '−')

/** The month in Seoul, as the settlements have it. */
export const seoulMonth = () =>
  new Date().toLocaleDateString('sv', { timeZone: 'Asia/Seoul' }).slice(0, 7)
