import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { axisOf, sparkPoints } from './chart.ts'
import { ICONS } from './icons.ts'
import { between } from './selection.ts'

describe('scales of charts', () => {
  test('bars begin at zero and ticks are round', () => {
    expect(axisOf(372_000_000)).toEqual({
      top: 400_000_000,
      ticks: [0, 100_000_000, 200_000_000, 300_000_000, 400_000_000],
    })
    expect(axisOf(0)).toEqual({ top: 1, ticks: [0] })
  })
  test('a flat series runs through the middle', () => {
    expect(sparkPoints([5, 5], 10, 10)).toEqual([
      { x: 0, y: 5 },
      { x: 10, y: 5 },
    ])
  })
})

test('a range of rows is the same from either end; with a lost end it is one row', () => {
  expect(between(['a', 'b', 'c'], 'c', 'b')).toEqual(['b', 'c'])
  expect(between(['a', 'b', 'c'], 'x', 'b')).toEqual(['b'])
})

test('every shipped icon is used', () => {
  const site = new URL('../', import.meta.url)
  const sources = readdirSync(site, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|tsx|astro)$/.test(file) && !file.endsWith('ui/icons.ts'))
    .map((file) => readFileSync(new URL(file, site), 'utf8'))
    .join('\n')
  expect(
    ICONS.filter((name) => !sources.includes(`'${name}'`) && !sources.includes(`"${name}"`)),
  ).toEqual([])
})
