import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast, over, parseOklch, readThemes } from './contrast.ts'

const themes = readThemes(readFileSync(new URL('./tokens.css', import.meta.url), 'utf8'))
const STATES = ['wait', 'ok', 'move', 'done', 'stop', 'hold', 'back', 'none'] as const
const PLANES = ['--bg-canvas', '--bg-rail', '--bg-sunken', '--bg-raised', '--bg-head'] as const

/** Where the quietest text may stand; on other tints the styles make it one step stronger. */
const quiet = [
  ...[...PLANES, '--bg-selected', '--bg-field', '--bg-field-ro'].map((plane) => [plane]),
  ['--bg-canvas', '--bg-hover'],
  ['--bg-canvas', '--bg-press'],
  ['--bg-raised', '--bg-hover'],
]
/** Where labels and meta may stand: every plane, each of them hovered and pressed. */
const surfaces = [
  ...quiet,
  ...PLANES.flatMap((plane) => [
    [plane, '--bg-hover'],
    [plane, '--bg-press'],
  ]),
  ['--bg-selected', '--bg-hover'],
  ['--bg-rail', '--bg-active-nav'],
]

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  const colour = themes[theme]
  const ground = (layers: readonly string[]) =>
    layers.map(colour).reduce((below, top) => over(top, below))
  const ratio = (role: string, layers: readonly string[]) =>
    contrast(over(colour(role), ground(layers)), ground(layers))
  const least = (role: string, on: readonly (readonly string[])[]) =>
    Math.min(...on.map((layers) => ratio(role, layers)))

  test('text is readable on every surface that it may stand on', () => {
    expect(least('--fg', [['--bg-canvas'], ['--bg-rail'], ['--bg-sunken']])).toBeGreaterThan(13)
    expect(least('--fg-muted', surfaces)).toBeGreaterThan(5.6)
    expect(least('--fg-subtle', quiet)).toBeGreaterThan(4.67)
    expect(
      least('--accent-text', [['--bg-canvas'], ['--bg-raised'], ['--accent-soft']]),
    ).toBeGreaterThan(4.5)
    expect(
      least('--danger-text', [['--bg-canvas'], ['--bg-raised'], ['--st-stop-soft']]),
    ).toBeGreaterThan(4.5)
  })

  test('labels are readable on buttons, at rest, hovered and pressed', () => {
    const fills = ['accent', 'accent-hover', 'accent-press', 'danger', 'danger-hover']
    expect(
      least(
        '--accent-fg',
        fills.map((fill) => [`--${fill}`]),
      ),
    ).toBeGreaterThan(4.67)
    expect(least('--fg-inverse', [['--bg-inverse']])).toBeGreaterThan(4.68)
  })

  test.each(STATES)('%s: the word stands out from its tint, the glyph from its plane', (state) => {
    expect(ratio(`--st-${state}-text`, [`--st-${state}-soft`])).toBeGreaterThan(5.5)
    expect(
      least(`--st-${state}`, [['--bg-canvas'], ['--bg-raised'], ['--bg-selected']]),
    ).toBeGreaterThan(3.1)
  })

  test('what is not text but must be seen: field borders, the focus ring, tiers, series', () => {
    const planes = PLANES.map((plane) => [plane])
    expect(
      least('--line-field', [['--bg-canvas'], ['--bg-field'], ['--bg-raised']]),
    ).toBeGreaterThan(2.9)
    expect(least('--focus', planes)).toBeGreaterThan(3)
    for (const tier of ['hq', 'agency', 'retail']) {
      expect(least(`--tier-${tier}`, planes)).toBeGreaterThan(3.1)
    }
    for (const series of ['d1', 'd2', 'd3', 'd4', 'd5']) {
      expect(least(`--${series}`, [['--bg-canvas']]), series).toBeGreaterThan(3.1)
    }
  })
})

test('the arithmetic agrees with known values', () => {
  expect(contrast(parseOklch('oklch(1 0 0)'), parseOklch('oklch(0 0 0)'))).toBeCloseTo(21, 1)
  // #275a9f on white, which design names as the accent.
  expect(contrast(parseOklch('oklch(0.47 0.124 257)'), parseOklch('oklch(1 0 0)'))).toBeCloseTo(
    6.9,
    0,
  )
})
