import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ui as english } from '../lib/i18n/en/ui.ts'
import { ui as korean } from '../lib/i18n/ko/ui.ts'
import { setWords } from '../lib/i18n/t.ts'
import { safeAnswer } from './safe-answer.ts'

type Area = Record<string, string>
const SITE = new URL('../', import.meta.url)
const areas = readdirSync(new URL('lib/i18n/ko', SITE)).map((file) => file.replace('.ts', ''))

describe.each([
  { lang: 'ko' as const, ui: korean },
  { lang: 'en' as const, ui: english },
])('the safe answer in $lang', ({ lang, ui }) => {
  test.each([
    { verb: { ko: '저장', en: 'Save' }, answer: ui.cancel },
    { verb: { ko: '예약 취소', en: 'Cancel schedule' }, answer: ui.leave },
    { verb: { ko: '취소하기', en: 'cancel it' }, answer: ui.leave },
  ])('beside $verb is $answer', ({ verb, answer }) => {
    setWords(lang, { ui })
    expect({ 'ui.cancel': ui.cancel, 'ui.leave': ui.leave }[safeAnswer(verb[lang])]).toBe(answer)
  })

  // Dialogs with a form write their own answers, so a cancellation belongs into `Confirm`.
  test('no dialog offers it beside a cancellation by hand', async () => {
    const texts = new Map<string, string>()
    for (const area of areas) {
      const file: Record<string, Area> = await import(`../lib/i18n/${lang}/${area}.ts`)
      for (const [key, text] of Object.entries(file[area] ?? {})) texts.set(`${area}.${key}`, text)
    }
    const found = byHand().flatMap(({ file, keys }) =>
      keys
        .filter((key) => key !== 'ui.cancel')
        .filter((key) => texts.get(key)?.toLowerCase().includes(ui.cancel.toLowerCase()))
        .map((key) => `${file}: ${key}`),
    )
    expect(found).toEqual([])
  })
})

/** Every source that shows `ui.cancel` itself, with the keys of its texts. */
function byHand(): { file: string; keys: string[] }[] {
  const found = readdirSync(SITE, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx'))
    .map((file) => ({ file, text: readFileSync(new URL(file, SITE), 'utf8') }))
    .filter(({ text }) => text.includes("'ui.cancel'"))
  expect(found.length).toBeGreaterThan(5)
  return found.map(({ file, text }) => ({
    file,
    keys: [...text.matchAll(/'(\w+\.[\w.]+)'/g)].map(([, key = '']) => key),
  }))
}
