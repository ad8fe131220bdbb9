import type { Content } from './entry.ts'

/** A cell as it is copied: an empty one stays empty, so that a copy that comes back changes nothing. */
const written = (content: Content | undefined) =>
  content === undefined ? '' : content === null ? '–' : String(content)

/** Tabs between cells, a line break after each row: what Excel and Google Sheets read as cells. */
export const toTsv = (rows: readonly (readonly (Content | undefined)[])[]): string =>
  rows.map((row) => `${row.map((content) => quoted(written(content))).join('\t')}\n`).join('')

const quoted = (text: string) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** The same as a table, whose numbers stay numbers. */
export const toHtml = (rows: readonly (readonly (Content | undefined)[])[]): string =>
  `<table>${rows
    .map((row) => `<tr>${row.map((one) => `<td>${escaped(written(one))}</td>`).join('')}</tr>`)
    .join('')}</table>`

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
