import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runTool } from './tools.ts'

/** Everything that a page can be made of; a change to anything else leaves the built site as it is. */
const SOURCES = [
  'site/**/*',
  'api/**/*.ts',
  'db/words.ts',
  'astro.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]
const NOT_SOURCES = ['**/*.test.ts', 'site/e2e/**', 'site/public/fonts/**']

const BUILT = join(ROOT, 'dist', 'site')
/** Beside the site, not in it: the folder is published as it is. */
const MARK = join(ROOT, 'dist', 'site.sha256')

/** Builds the site if its sources changed since the last build. Throws when that fails. */
export async function buildSite(options: { force?: boolean } = {}): Promise<'built' | 'fresh'> {
  const hash = hashSources()
  const isFresh = existsSync(BUILT) && existsSync(MARK) && readFileSync(MARK, 'utf8') === hash
  if (isFresh && !options.force) return 'fresh'

  // Without its mark an interrupted build is never taken for a finished one.
  rmSync(MARK, { force: true })
  if (!(await runTool('astro', ['build', '--silent']))) {
    throw new Error('The site could not be built; what is wrong stands above.')
  }
  mkdirSync(join(ROOT, 'dist'), { recursive: true })
  writeFileSync(MARK, hash)
  return 'built'
}

function hashSources(): string {
  const hash = createHash('sha256')
  const files = globSync(SOURCES, { cwd: ROOT, exclude: NOT_SOURCES, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) {
    const bytes = readFileSync(file)
    hash.update(`${file.slice(ROOT.length)}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}
