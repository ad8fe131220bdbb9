import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** A file imports another, or a library: `npm:zod`, `node:crypto`. A type import runs no code. */
export type Arrow = { from: string; to: string; type: boolean }
export type House = { files: Map<string, string>; arrows: Arrow[] }

const ROOT = join(import.meta.dirname, '../..')
const SOURCES = '{api,db,jobs,site}/**/*.{ts,tsx,astro}'
const TRIALS = /\.(test|fixture)\.tsx?$|^site\/(e2e|dev)\/|^db\/migrations\//

/** The product's sources and their imports, without tests and fixtures. */
export function readHouse(): House {
  const names = globSync(SOURCES, { cwd: ROOT })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !TRIALS.test(name))
  const files = new Map(
    names.toSorted().map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]),
  )
  return houseOf(files)
}

/** The number of lines of each of our files, with tests and scripts. */
export function linesOfAll(): Map<string, number> {
  const names = globSync('{api,bench,db,jobs,scripts,site,tests}/**/*.{ts,tsx,astro,mjs,css}', {
    cwd: ROOT,
  })
  return new Map(
    names.map((name) => [name, readFileSync(join(ROOT, name), 'utf8').split('\n').length - 1]),
  )
}

export const houseOf = (files: Map<string, string>): House => ({
  files,
  arrows: [...files].flatMap(([from, text]) => arrowsIn(from, text)),
})

/** `import … from`, `export … from`, `import '…'`, `import('…')`; `typeof import('…')` is a type. */
const IMPORT =
  /^[ \t]*(?:import|export)[ \t]+(type[ \t]+)?(?:[\w*${}\s,]+?from\s*)?'([^']+)'|(typeof\s+)?\bimport\(\s*'([^']+)'/gm

export const arrowsIn = (from: string, text: string): Arrow[] =>
  [...text.matchAll(IMPORT)].map(([, type, spec, typeOf, called]) => ({
    from,
    to: resolve(from, spec ?? called ?? ''),
    type: Boolean(type ?? typeOf),
  }))

function resolve(from: string, spec: string): string {
  if (spec.startsWith('#')) return spec.slice(1)
  if (spec.startsWith('.')) return normalize(join(dirname(from), spec)).replaceAll('\\', '/')
  return /^\w+:/.test(spec) ? spec : `npm:${spec}`
}

/** The imports of each file: those that run, or type imports too. */
const usesOf = ({ arrows }: House, withTypes: boolean) =>
  Map.groupBy(
    arrows.filter(({ type }) => withTypes || !type),
    ({ from }) => from,
  )

function reachFrom(uses: ReturnType<typeof usesOf>, start: string): Set<string> {
  const seen = new Set((uses.get(start) ?? []).map(({ to }) => to))
  for (const file of seen) for (const { to } of uses.get(file) ?? []) seen.add(to)
  return seen
}

/** All files and libraries that running this file loads. */
export const reach = (house: House, start: string): Set<string> =>
  reachFrom(usesOf(house, false), start)

/** Files that depend on themselves, directly or not, by a type or otherwise. */
export function circular(house: House): string[] {
  const uses = usesOf(house, true)
  return [...house.files.keys()].filter((file) => reachFrom(uses, file).has(file))
}
