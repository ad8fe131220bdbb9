import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { phrase } from './phrase.ts'

// English counts: with one of each, no noun behind a number is plural, and no verb behind that noun.

type Area = Record<string, string>
const areas = readdirSync(new URL('./en/', import.meta.url)).map((file) => file.replace('.ts', ''))

/** One or two adjectives may stand between a number and its noun. */
const PLURAL = /(?<![\d.,])1(?: of 1)?((?: [a-z-]+){1,3})/g
const ADJECTIVES = /^(more|other|new|open|refused|loaded|chosen|left-out|past|different|first)$/
const PLURAL_VERBS = /^(are|were|have|go|follow|stay|keep)$/
/** Words that end like a plural and are none. */
const SINGULAR =
  /^(is|was|has|its|as|less|plus|this|s|goes|works|starts|ends|follows|stays|keeps|sees|gets|passes|differs|previous|address)$/

function pluralsIn(text: string): string[] {
  return [...text.matchAll(PLURAL)]
    .map(([whole, words = '']) => ({ whole, words: words.trim().split(' ') }))
    .filter(({ words }) => {
      const noun = words.findIndex((word) => !ADJECTIVES.test(word))
      const [first = '', second = ''] = words.slice(Math.max(noun, 0))
      return isPlural(first) || PLURAL_VERBS.test(first) || PLURAL_VERBS.test(second)
    })
    .map(({ whole }) => whole)
}

const isPlural = (word: string) => /(s|^people)$/.test(word) && !SINGULAR.test(word)

/** Holes for names, codes, moments and amounts of won: no noun behind them follows a number. */
const NO_COUNT =
  /^(name|title|who|approver|band|number|row|hq|shop|at|end|day|value|text|won|amount|\w+Won)$/

test.each([
  ['1 rows', ['1 rows']],
  ['1 of 1 cells', ['1 of 1 cells']],
  ['1 refused rows.', ['1 refused rows']],
  ['The first 1 are shown', ['1 are shown']],
  ['1 cell are no amount', ['1 cell are no']],
  ['1 row was not read', []],
  ['v1 is next', []],
])('“%s” is found', (text, found) => {
  expect(pluralsIn(text)).toEqual(found)
})

describe.each(areas)('%s', (area) => {
  test('counts one as one and two as two', async () => {
    const file: Record<string, Area> = await import(`./en/${area}.ts`)
    for (const [key, text] of Object.entries(file[area] ?? {})) {
      const holes = [...text.matchAll(/\{(\w+)/g)].map(([, name = '']) => name)
      if (holes.length === 0) continue
      const of = (count: number) =>
        phrase(
          text,
          Object.fromEntries(holes.map((name) => [name, NO_COUNT.test(name) ? 'X' : count])),
          'en',
        )
      expect(pluralsIn(of(1)), `${area}.${key}`).toEqual([])
      // A form for one needs one for more; a noun that forgot it would repeat the first.
      if (/\|[^}/]*\}/.test(text))
        expect(of(2).replaceAll('2', '1'), `${area}.${key}`).not.toBe(of(1))
    }
  })
})
