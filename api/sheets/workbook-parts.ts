import type { Budget } from './budget.ts'
import { type RefusalSubject, Refused } from './refusal.ts'
import { unpack } from './unpack.ts'
import { attributeOf, isOn, readXml } from './xml.ts'
import { type ZipEntry, zipDirectory } from './zip-directory.ts'

/** The parts of a workbook by path, as its relations name them. */
export type Parts = {
  has(path: string): boolean
  /** Throws `damaged` when the part is not there. */
  read(path: string, budget: Budget): AsyncIterable<Uint8Array>
}
export type SheetPart = { name: string; hidden: boolean; path: string }
export type WorkbookParts = {
  sheets: SheetPart[]
  sharedTexts: string | undefined
  styles: string | undefined
  /** Dates count from 1904, as in old files of Excel for Mac. */
  is1904: boolean
}

/** What a zip is when it is no workbook, by a part that it has. */
const OTHERS: [path: RegExp, subject: RefusalSubject][] = [
  [/^xl\/workbook\.bin$/, 'binary_workbook'],
  [/^word\//, 'word'],
  [/^ppt\//, 'slides'],
  [/^contents\/(section|header)/, 'hangul'],
  [/^index\/.*\.iwa$|^index\.zip$/, 'numbers'],
  [/^content\.xml$/, 'open_document'],
]

export function partsOf(file: Uint8Array): Parts {
  const entries = zipDirectory(file)
  const entryOf = (path: string): ZipEntry | undefined =>
    entries.get(path.replace(/^\//, '').toLowerCase())
  if (![...entries.keys()].some((name) => /^(\[content_types\]\.xml|_rels\/\.rels)$/.test(name)))
    throw new Refused('not_a_sheet', subjectOf(entries))
  const subject = subjectOf(entries)
  if (subject !== 'archive') throw new Refused('not_a_sheet', subject)
  return {
    has: (path) => entryOf(path) !== undefined,
    read(path, budget) {
      const entry = entryOf(path)
      if (!entry) throw new Refused('damaged')
      return unpack(file, entry, budget)
    },
  }
}

const subjectOf = (entries: Map<string, ZipEntry>): RefusalSubject =>
  OTHERS.find(([path]) => entries.keys().some((name) => path.test(name)))?.[1] ?? 'archive'

/** Finds the sheets by the relations, whose paths every program chooses by itself. */
export async function workbookParts(parts: Parts, budget: Budget): Promise<WorkbookParts> {
  const roots = await relationsOf(parts, '_rels/.rels', '', budget)
  const workbook = roots.find(({ type }) => type === 'officeDocument')?.path
  if (!workbook) throw new Refused('damaged')
  const [, folder = '', file = ''] = /^(.*?)([^/]*)$/.exec(workbook) ?? []
  const relations = await relationsOf(parts, `${folder}_rels/${file}.rels`, folder, budget)
  const pathOf = (kind: string) => relations.find(({ type }) => type === kind)?.path

  const sheets: SheetPart[] = []
  let is1904 = false
  await readXml(parts.read(workbook, budget), {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = isOn(attributes.date1904)
      if (name !== 'sheet') return
      budget.spend('sheets')
      const id = attributeOf(attributes, 'id')
      const relation = relations.find((candidate) => candidate.id === id)
      if (!relation) throw new Refused('damaged')
      // A chart has a sheet of its own, without cells.
      if (relation.type !== 'worksheet') return
      const hidden = (attributes.state ?? 'visible') !== 'visible'
      const named = (attributes.name ?? '').normalize('NFC')
      sheets.push({ name: named, hidden, path: relation.path })
    },
  })
  return { sheets, sharedTexts: pathOf('sharedStrings'), styles: pathOf('styles'), is1904 }
}

type Relation = { id: string; type: string; path: string }

async function relationsOf(
  parts: Parts,
  path: string,
  folder: string,
  budget: Budget,
): Promise<Relation[]> {
  const relations: Relation[] = []
  await readXml(parts.read(path, budget), {
    open(name, { Id: id = '', Type: type = '', Target: target = '' }) {
      if (name !== 'Relationship') return
      budget.spend('entries')
      const isAbsolute = target.startsWith('/')
      const joined = isAbsolute ? target.slice(1) : folder + target
      // Strict files name the same kinds under another address.
      relations.push({ id, type: type.replace(/^.*\//, ''), path: withoutDots(joined) })
    },
  })
  return relations
}

/** `xl/../sheets/a.xml` → `sheets/a.xml`. */
function withoutDots(path: string): string {
  const steps: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.') steps.push(step)
  }
  return steps.join('/')
}
