import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { ROOT, runTool } from './tools.ts'

/** Everything that a page can be made of; a change to anything else leaves the built site as it is. */
const FOLDERS = ['site', 'api', 'db']
const FILES = ['astro.config.mjs', 'tsconfig.json', 'package-lock.json']
const NOT_SOURCES = /\.test\.tsx?$|^site\/e2e\/|^site\/public\/fonts\/|^db\/(?!words\.ts)/

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
