import { type Gzip, gzip as portableGzip } from './gzip.ts'
import { type RowCursor, rowCursor } from './row-cursor.ts'
import type { Row, SheetSpec } from './sheet-xml.ts'
import { sheets } from './sheets.ts'
import { stylesXml } from './styles-xml.ts'
import {
  appXml,
  contentTypes,
  coreXml,
  packageRels,
  type WrittenSheet,
  workbookRels,
  workbookXml,
} from './workbook-xml.ts'
import { type ZipEntry, zip } from './zip.ts'

export type XlsxOptions = {
  /** For a runtime with a faster implementation than the portable default. */
  gzip?: Gzip
  /** Goes into the file's properties; without it equal rows give equal bytes. */
  createdAt?: Date
}

/**
 * An .xlsx file as a stream. Nothing happens before the first read, the reader's pace drives the rows, and
 * their iterator is ended when the reader cancels or a cell cannot be written.
 */
export function xlsxStream(
  spec: SheetSpec,
  rows: AsyncIterable<readonly Row[]>,
  { gzip = portableGzip, createdAt }: XlsxOptions = {},
): ReadableStream<Uint8Array> {
  const cursor = rowCursor(rows)
  const file = zip(parts(spec, cursor, createdAt), gzip)
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await file.next()
          if (next.done) controller.close()
          else controller.enqueue(next.value)
        } catch (cause) {
          // The reader gets the first error, not one from closing the rows.
          await cursor.close().catch(() => {})
          throw cause
        }
      },
      async cancel() {
        await file.return(undefined)
        await cursor.close()
      },
    },
    { highWaterMark: 0 },
  )
}

/** The fixed parts come first; those that list the sheets follow the sheets. */
async function* parts(spec: SheetSpec, cursor: RowCursor, createdAt?: Date) {
  yield text('_rels/.rels', packageRels)
  yield text('docProps/core.xml', coreXml(spec.name, createdAt))
  yield text('docProps/app.xml', appXml)
  yield text('xl/styles.xml', stylesXml)
  const written: WrittenSheet[] = []
  yield* sheets(spec, cursor, written)
  yield text('xl/workbook.xml', workbookXml(written))
  yield text('xl/_rels/workbook.xml.rels', workbookRels(written.length))
  yield text('[Content_Types].xml', contentTypes(written.length))
}

function text(name: string, content: string): ZipEntry {
  async function* body() {
    yield new TextEncoder().encode(content)
  }
  return { name, body: body() }
}
