import { expect, type Locator } from 'playwright/test'

/** Reads the won amount in a place of the screen once it is there; the design uses U+2212 as minus sign. */
export async function wonIn(place: Locator): Promise<number> {
  await expect(place).toHaveText(/\d/)
  const text = (await place.textContent()) ?? ''
  const [found] = text.match(/[−-]?\d[\d,]*/) ?? []
  if (!found) throw new Error(`no amount in "${text}"`)
  return Number(found.replaceAll(',', '').replace('−', '-'))
}

export const won = (amount: number) => amount.toLocaleString('ko-KR').replace('-', '−')

/** The current month in Seoul, as settlements count it. */
export const seoulMonth = () =>
  new Date().toLocaleDateString('sv', { timeZone: 'Asia/Seoul' }).slice(0, 7)
