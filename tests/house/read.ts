import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** One file uses another, or a library: `npm:zod`, `node:crypto`. A type leaves nothing to run. */
export type Arrow = { from: string; to: string; type: boolean }
export type House = { files: Map<string, string>; arrows: Arrow[] }

const ROOT = join(import.meta.dirname, '../..')
const SOURCES = '{api,db,jobs,site}/**/*.{ts,tsx,astro}'
const TRIALS = /\.(test|fixture)\.tsx?$|^site\/(e2e|dev)\/|^db\/migrations\//

/** The product's sources and what they import; tests and their fixtures are none of it. */
export function readHouse(): House {
  const names = globSync(SOURCES, { cwd: ROOT })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !TRIALS.test(name))
  const files = new Map(
    names.toSorted().map((name) => [name, readFileSync(join(ROOT, name), 'utf8')]),
  )
  return houseOf(files)
}

/** How many lines each of our files has, tests and what is run by hand among them. */
export function linesOfAll(): Map<string, number> {
  const names = globSync('{api,bench,db,jobs,scripts,site,tests}/**/*.{ts,tsx,astro,mjs}', {
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

/** Every file and library that running this file would load. */
export function reach({ arrows }: House, start: string): Set<string> {
  const from = Map.groupBy(
    arrows.filter(({ type }) => !type),
    (arrow) => arrow.from,
  )
  const seen = new Set((from.get(start) ?? []).map(({ to }) => to))
  for (const file of seen) for (const { to } of from.get(file) ?? []) seen.add(to)
  return seen
}
