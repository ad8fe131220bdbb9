import { legalXml } from './text-xml.ts'

/** A finished sheet: its name and its filtered range (`A1:U100`). */
export type WrittenSheet = { name: string; filtered: string }

const SCHEMAS = 'http://schemas.openxmlformats.org'
const OFFICE = `${SCHEMAS}/officeDocument/2006/relationships`
const MEDIA = 'application/vnd.openxmlformats'
const NAME_MAX = 31

const xml = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`
const relationships = (lines: string[]) =>
  xml(
    `<Relationships xmlns="${SCHEMAS}/package/2006/relationships">${lines.join('')}</Relationships>`,
  )
const relationship = (id: number, type: string, target: string) =>
  `<Relationship Id="rId${id}" Type="${type}" Target="${target}"/>`

/** The path of the nth sheet (from 1) in the file. */
export const sheetPath = (number: number): string => `worksheets/sheet${number}.xml`

/** A name that Excel accepts: no reserved characters, at most 31, with a number from the second sheet on. */
export function sheetName(name: string, number: number): string {
  const suffix = number > 1 ? ` (${number})` : ''
  const plain = name.replace(/[[\]:*?/\\]/g, ' ').replace(/^'+|'+$/g, '')
  const room = NAME_MAX - suffix.length
  return `${plain.slice(0, room).trim() || 'Sheet'}${suffix}`
}

export const packageRels = relationships([
  relationship(1, `${OFFICE}/officeDocument`, 'xl/workbook.xml'),
  relationship(
    2,
    `${SCHEMAS}/package/2006/relationships/metadata/core-properties`,
    'docProps/core.xml',
  ),
  relationship(3, `${OFFICE}/extended-properties`, 'docProps/app.xml'),
])

export const appXml = xml(
  `<Properties xmlns="${SCHEMAS}/officeDocument/2006/extended-properties"><Application>Maru</Application></Properties>`,
)

export function coreXml(title: string, createdAt?: Date): string {
  const created = createdAt
    ? `<dcterms:created xsi:type="dcterms:W3CDTF">${createdAt.toISOString().slice(0, 19)}Z</dcterms:created>`
    : ''
  return xml(
    `<cp:coreProperties xmlns:cp="${SCHEMAS}/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\
<dc:title>${legalXml(title)}</dc:title><dc:creator>Maru</dc:creator>${created}</cp:coreProperties>`,
  )
}

export function workbookXml(sheets: readonly WrittenSheet[]): string {
  const entries = sheets.map(
    ({ name }, index) =>
      `<sheet name="${legalXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  // Excel stores an autofilter's range under this hidden name too.
  const filters = sheets.map(({ name, filtered }, index) => {
    const range = filtered.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
    const sheet = legalXml(name.replace(/'/g, "''"))
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">'${sheet}'!${range}</definedName>`
  })
  return xml(
    `<workbook xmlns="${SCHEMAS}/spreadsheetml/2006/main" xmlns:r="${OFFICE}">\
<bookViews><workbookView/></bookViews><sheets>${entries.join('')}</sheets>\
<definedNames>${filters.join('')}</definedNames></workbook>`,
  )
}

export const workbookRels = (sheetCount: number): string =>
  relationships([
    ...numbers(sheetCount).map((n) => relationship(n, `${OFFICE}/worksheet`, sheetPath(n))),
    relationship(sheetCount + 1, `${OFFICE}/styles`, 'styles.xml'),
  ])

export function contentTypes(sheetCount: number): string {
  const part = (path: string, type: string) =>
    `<Override PartName="${path}" ContentType="${MEDIA}-${type}+xml"/>`
  const sheets = numbers(sheetCount).map((n) =>
    part(`/xl/${sheetPath(n)}`, 'officedocument.spreadsheetml.worksheet'),
  )
  return xml(
    `<Types xmlns="${SCHEMAS}/package/2006/content-types">\
<Default Extension="rels" ContentType="${MEDIA}-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
${part('/xl/workbook.xml', 'officedocument.spreadsheetml.sheet.main')}\
${part('/xl/styles.xml', 'officedocument.spreadsheetml.styles')}${sheets.join('')}\
${part('/docProps/core.xml', 'package.core-properties')}\
${part('/docProps/app.xml', 'officedocument.extended-properties')}</Types>`,
  )
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
