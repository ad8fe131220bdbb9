import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SHELL_AREAS } from '../../shell/areas.ts'

// Words are a large part of a page's weight, so a page loads exactly the areas that it uses.

const ROOT = join(import.meta.dirname, '../../..')
const PAGES = join(ROOT, 'site/pages')

const keys = new Map<string, string[]>()
for (const file of globSync(join(import.meta.dirname, 'ko/*.ts'))) {
  const area = file.replace(/.*\/|\.ts$/g, '')
  const words: Record<string, Record<string, string>> = await import(file)
  keys.set(area, Object.keys(words[area] ?? {}))
}

/** A file, and the areas loaded on the way to it beyond those of the page. */
type Reached = { path: string; brought: readonly string[] }

const screens = globSync(join(PAGES, '**/*.astro')).flatMap((page) => {
  const [, named] = /startScreen\(\s*\[([^\]]*)\]/.exec(readFileSync(page, 'utf8')) ?? []
  return named === undefined ? [] : [{ page, named: quoted(named) }]
})

describe.each(screens.map((one) => ({ name: one.page.slice(PAGES.length), ...one })))(
  '$name',
  ({ page, named }) => {
    const reached = reach({ path: page, brought: [] })
    const said = new Set<string>()
    const unloaded = new Set<string>()
    for (const { path, brought } of reached)
      for (const area of saidIn(path)) {
        if (brought.includes(area)) continue
        said.add(area)
        if (![...SHELL_AREAS, ...named].includes(area)) unloaded.add(`${area} in ${path}`)
      }

    test('loads the words that it uses', () => expect([...unloaded]).toEqual([]))
    test('loads no others', () => expect(named.filter((area) => !said.has(area))).toEqual([]))
  },
)

/** Every module that a page can reach, once for each set of areas loaded on the way. */
function reach(first: Reached): Reached[] {
  const found = new Map<string, Reached>()
  const queue = [first]
  for (let at = queue.pop(); at; at = queue.pop()) {
    const { path, brought } = at
    const id = `${path} ${[...brought].sort()}`
    if (found.has(id)) continue
    found.set(id, at)
    for (const next of importsOf(path))
      queue.push({ path: next.path, brought: [...new Set([...brought, ...next.brought])] })
  }
  return [...found.values()]
}

const NOW = /^import (?!type )[^;]*?from '([.#][^']+)'|^\s*import '([.#][^']+)'/gm
const LATER = /(?:withWords\(\s*\[([^\]]*)\],\s*)?import\(\s*'([.#][^']+)'/g

const imports = new Map<string, Reached[]>()
function importsOf(path: string): Reached[] {
  const known = imports.get(path)
  if (known) return known
  const text = textOf(path).replaceAll(/^ +import /gm, 'import ')
  const made = [
    ...[...text.matchAll(NOW)].map(([, one, other]) => ({ to: one ?? other ?? '', brought: [] })),
    ...[...text.matchAll(LATER)].map(([, areas = '', to = '']) => ({ to, brought: quoted(areas) })),
  ]
    .map(({ to, brought }) => ({ path: resolved(path, to), brought }))
    .filter((one) => /\.(ts|tsx)$/.test(one.path) && !one.path.includes('/lib/i18n/'))
  imports.set(path, made)
  return made
}

const resolved = (from: string, to: string) =>
  to.startsWith('#') ? join(ROOT, to.slice(1)) : join(dirname(from), to)

const texts = new Map<string, string>()
function textOf(path: string): string {
  const text = texts.get(path) ?? readFileSync(path, 'utf8')
  texts.set(path, text)
  return text
}

/** The areas of the keys that a file contains, whole or up to the first hole of a template. */
function saidIn(path: string): string[] {
  const found = [...textOf(path).matchAll(/['"`](\w+)\.([\w.]*)(\$\{|['"`])/g)]
  return found.flatMap(([, area = '', key = '', end]) => {
    const own = keys.get(area) ?? []
    const isSaid = end === '${' ? own.some((one) => one.startsWith(key)) : own.includes(key)
    return isSaid ? [area] : []
  })
}

function quoted(list: string): string[] {
  return [...list.matchAll(/'(\w+)'/g)].map(([, name = '']) => name)
}
