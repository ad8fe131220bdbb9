import { existsSync, globSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { ROOT, readText } from './tools.ts'

const DOCUMENTS = ['*.md', 'docs/**/*.md', 'bench/**/*.md', 'deploy/**/*.md']

/** Made by a command or at run time, so a fresh clone does not have them. */
const MADE = /^(dist|node_modules|\.maru|bench\/results)(\/|$)/

export type DeadName = { document: string; line: number; name: string }

/** Paths, commands and test titles in the documents that do not exist. */
export function deadNames(): DeadName[] {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readText('package.json'))
  return globSync(DOCUMENTS, { cwd: ROOT }).flatMap((document) =>
    readText(document)
      .split('\n')
      .flatMap((text, index) =>
        [
          ...namesIn(text).filter((name) => !isThere(name, document, scripts)),
          ...titlesIn(text)
            .filter((named) => !hasTitle(named))
            .map(({ path, title }) => `${path} “${title}”`),
        ].map((name) => ({ document, line: index + 1, name })),
      ),
  )
}

/** The certain names in a line: `npm run x`, links to files, and code that begins like one of our paths. */
export function namesIn(line: string): string[] {
  const code = [...line.matchAll(/`([^`]+)`/g)].flatMap((match) => match[1]?.split(/\s+/) ?? [])
  const links = [...line.matchAll(/\]\((?!\w+:|#|\/)([^)#\s]+)/g)].map((match) => match[1] ?? '')
  const verbs = [...line.matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[0])
  return [...code.filter(looksLikePath), ...links.map((link) => `(${link})`), ...verbs]
}

const TOP = 'api|bench|db|deploy|docs|jobs|scripts|site|tests|\\.ci|\\.github'
const PATH = new RegExp(`^(?:(?:${TOP})/[\\w./{},*@[\\]-]*|[\\w.-]+\\.(?:mjs|toml|md))$`)

function looksLikePath(text: string): boolean {
  return PATH.test(text)
}

export type NamedTitle = { path: string; title: string }

/** Titles of tests, or parts of them: the “quoted” texts right after the path of a test file. */
export function titlesIn(line: string): NamedTitle[] {
  const files = line.matchAll(/`([\w./-]+\.(?:test|e2e)\.ts)`((?:,? “[^”]+”)+)/g)
  return [...files].flatMap(([, path = '', titles = '']) =>
    [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ path, title })),
  )
}

/** True for a missing path, which is reported by itself. */
function hasTitle({ path, title }: NamedTitle): boolean {
  return !existsSync(join(ROOT, path)) || saysTitle(readText(path), title)
}

/** Whether a test file contains the title outside of its comments. */
export const saysTitle = (source: string, title: string): boolean =>
  source.split('\n').some((line) => !/^\s*(\/\/|\/?\*)/.test(line) && line.includes(title))

function isThere(name: string, document: string, scripts: Record<string, string>): boolean {
  if (name.startsWith('npm run ')) return name.slice('npm run '.length) in scripts
  if (name.startsWith('(')) {
    return existsSync(join(ROOT, dirname(document), decodeURI(name.slice(1, -1))))
  }
  if (MADE.test(name)) return true
  const path = normalize(name)
  return existsSync(join(ROOT, path)) || globSync(path, { cwd: ROOT }).length > 0
}
