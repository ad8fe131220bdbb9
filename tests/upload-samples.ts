import type { Filled } from './filled.ts'
import type { Sample } from './samples.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** A file for each use, which the answer shows and nothing stores. */
export function uploadCommands({ hq, mark }: Filled): Sample[] {
  const prices = `단가표 (단위: 천원)\n모델명,MNP 공시,MNP 선약\n${mark}가온 S26,350,400\n`
  const plans = `통신사,요금제명,월정액\nSKT,${mark}올린 77,"77,000"\n`
  const upload = (path: string, route: string, text: string): Sample => ({
    route: `POST /api/v2/uploads/${route}`,
    who: hq.admin,
    path: `uploads/${path}`,
    body: bytesOf(text),
  })
  return [
    upload('prices?name=prices.csv', 'prices', prices),
    upload('catalog?name=plans.csv', 'catalog', plans),
  ]
}
