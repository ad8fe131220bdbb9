import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { DEMO_SITE, SITE_VARIABLES } from '../site/lib/operator.ts'
import { ROOT, runTool, toolEnvironment } from './tools.ts'

/** All sources of pages; a change of any other file does not affect the site. */
const FOLDERS = ['site', 'api', 'db']
const FILES = ['astro.config.mjs', 'tsconfig.json', 'package-lock.json']
const NOT_SOURCES = /\.test\.tsx?$|^site\/e2e\/|^site\/public\/fonts\/|^db\/(?!words\.ts)/

const BUILT = join(ROOT, 'dist', 'site')
/** Beside the site, not in it, because the whole folder is published. */
const MARK = join(ROOT, 'dist', 'site.sha256')

/**
 * Builds the site if its sources, or the facts about the operator on its pages, changed since the last
 * build. `demo`: the pages say that they are a demonstration. Throws when the build fails.
 */
export async function buildSite(
  options: { force?: boolean; demo?: boolean } = {},
): Promise<'built' | 'fresh'> {
  const variables: Record<string, string> = options.demo ? { [DEMO_SITE]: '1' } : {}
  const hash = hashSources({ ...process.env, ...variables })
  const isFresh = existsSync(BUILT) && existsSync(MARK) && readFileSync(MARK, 'utf8') === hash
  if (isFresh && !options.force) return 'fresh'

  console.log('Building the site; this takes a moment, once …')
  const started = Date.now()
  // Without its mark, an interrupted build cannot be taken for a finished one.
  rmSync(MARK, { force: true })
  if (!(await runTool('astro', ['build', '--silent'], { env: toolEnvironment(variables) }))) {
    throw new Error('The site could not be built; what is wrong stands above.')
  }
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(MARK, hash)
  console.log(`… built in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
  return 'built'
}

function hashSources(env: NodeJS.ProcessEnv): string {
  const hash = createHash('sha256')
  for (const name of SITE_VARIABLES) hash.update(`${name}=${env[name] ?? ''}\0`)
  for (const file of [...FOLDERS.flatMap(filesIn), ...FILES].sort()) {
    const bytes = readFileSync(join(ROOT, file))
    hash.update(`${file}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((file) => !NOT_SOURCES.test(file))
}
