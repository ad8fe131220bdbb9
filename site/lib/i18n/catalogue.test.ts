import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Area = Record<string, string>
const folder = new URL('./ko/', import.meta.url)
const areas = readdirSync(folder).map((file) => file.replace('.ts', ''))

const load = async (lang: 'ko' | 'en', area: string): Promise<Area> => {
  const file: Record<string, Area> = await import(`./${lang}/${area}.ts`)
  const words = file[area]
  if (!words) throw new Error(`${lang}/${area}.ts exports no ${area}`)
  return words
}

const holes = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort()

describe.each(areas)('%s', (area) => {
  test('both languages have the same holes', async () => {
    const [ko, en] = [await load('ko', area), await load('en', area)]
    expect(Object.keys(en).sort()).toEqual(Object.keys(ko).sort())
    for (const [key, text] of Object.entries(ko))
      expect(holes(en[key] ?? ''), key).toEqual(holes(text))
  })

  test('no sentence shouts, apologises or stacks honorifics', async () => {
    for (const [key, text] of Object.entries(await load('ko', area))) {
      expect(text, key).not.toMatch(/!|죄송|하시겠습니까|잘못된 입력/)
    }
  })

  test('no particle is attached to a hole; josa() chooses it', async () => {
    for (const [key, text] of Object.entries(await load('ko', area))) {
      expect(text, key).not.toMatch(/\}(을|를|이가|은|는|으로)(\s|$)/)
    }
  })
})
