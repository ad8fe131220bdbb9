import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { landing as en } from '../../lib/i18n/en/landing.ts'
import { landing as ko } from '../../lib/i18n/ko/landing.ts'
import { menuFor } from '../../shell/menu.ts'
import { FEATURES } from './features.ts'

const page = (path: string) => new URL(`../../pages${path}`, import.meta.url)
const isPage = (path: string) =>
  existsSync(page(`${path}.astro`)) || existsSync(page(`${path}/index.astro`))

test('what the front page promises has screens, and the front page promises nothing else', () => {
  for (const { fact, screens } of FEATURES)
    for (const screen of screens) expect(isPage(screen), `${fact}: ${screen}`).toBe(true)
  const said = Object.keys(ko).filter((key) => key.startsWith('fact_') && !key.endsWith('_text'))
  expect(said.toSorted()).toEqual(FEATURES.map(({ fact }) => fact as string).toSorted())
})

test('each of those screens is in some menu, or in the account menu', () => {
  const tiers = ['hq', 'agency', 'retail'] as const
  const menu = tiers.flatMap((tier) => menuFor(tier, 'admin').flatMap(({ items }) => items))
  const led = new Set(['/settings', ...menu.map(({ href }) => href)])
  for (const { screens } of FEATURES) for (const screen of screens) expect(led).toContain(screen)
})

test('the front page mentions nothing that has no screen yet', () => {
  for (const text of Object.values(ko)) expect(text).not.toMatch(/그레이드|환수|패키지|고객 관리/)
  for (const text of Object.values(en)) expect(text).not.toMatch(/grade|clawback|package|booking/i)
})
