import { crc32, deflateRawSync } from 'node:zlib'

type Part = {
  text: string /** Written into the directory instead of the true ones. */
  rawBytes?: number
  flags?: number
  stored?: boolean
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** The parts of a workbook with one sheet. */
export function workbookParts(
  sheet: string,
  more: { workbook?: string; shared?: string; styles?: string } = {},
): Record<string, Part> {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`
  const relations = (...all: string[]) =>
    `<Relationships xmlns="${PACKAGE}">${all.join('')}</Relationships>`
  const workbook =
    more.workbook ??
    `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="시트" sheetId="1" r:id="rId1"/></sheets></workbook>`
  return {
    '[Content_Types].xml': { text: '<Types/>' },
    '_rels/.rels': { text: relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')) },
    'xl/_rels/workbook.xml.rels': {
      text: relations(
        relation('rId1', 'worksheet', 'worksheets/sheet1.xml'),
        ...(more.shared ? [relation('rId2', 'sharedStrings', 'sharedStrings.xml')] : []),
        ...(more.styles ? [relation('rId3', 'styles', 'styles.xml')] : []),
      ),
    },
    'xl/workbook.xml': { text: workbook },
    'xl/worksheets/sheet1.xml': { text: `<worksheet xmlns="${MAIN}">${sheet}</worksheet>` },
    ...(more.shared && { 'xl/sharedStrings.xml': { text: `<sst>${more.shared}</sst>` } }),
    ...(more.styles && { 'xl/styles.xml': { text: `<styleSheet>${more.styles}</styleSheet>` } }),
  }
}

export const workbookOf = (...args: Parameters<typeof workbookParts>) =>
  zipOf(workbookParts(...args))

/** A zip of parts; what its directory says of them may be a lie. */
export function zipOf(parts: Record<string, Part>): Uint8Array {
  const pieces: Uint8Array[] = []
  const lines: Uint8Array[] = []
  let at = 0
  for (const [path, { text, rawBytes, flags = 0x800, stored = false }] of Object.entries(parts)) {
    const raw = new TextEncoder().encode(text)
    const packed = stored ? raw : new Uint8Array(deflateRawSync(raw))
    const name = new TextEncoder().encode(path)
    const sizes = [
      flags,
      stored ? 0 : 8,
      crc32(raw),
      packed.length,
      rawBytes ?? raw.length,
      name.length,
    ]
    const local = fields([4, 0x04034b50], [2, 20], ...common(sizes), [2, 0])
    lines.push(
      fields(
        [4, 0x02014b50],
        [2, 20],
        [2, 20],
        ...common(sizes),
        [2, 0],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, at],
      ),
      name,
    )
    pieces.push(local, name, packed)
    at += local.length + name.length + packed.length
  }
  const directory = joined(lines)
  const count = Object.keys(parts).length
  const end = fields(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, directory.length],
    [4, at],
    [2, 0],
  )
  return joined([...pieces, directory, end])
}

type Field = [width: 2 | 4, value: number]

const common = ([
  flags = 0,
  method = 0,
  crc = 0,
  packed = 0,
  raw = 0,
  name = 0,
]: number[]): Field[] => [
  [2, flags],
  [2, method],
  [4, 0],
  [4, crc],
  [4, packed],
  [4, raw],
  [2, name],
]

function fields(...all: Field[]): Uint8Array {
  const bytes = new Uint8Array(all.reduce((sum, [width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [width, value] of all) {
    if (width === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += width
  }
  return bytes
}

function joined(parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}
