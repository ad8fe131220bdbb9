import { type Cell, type ColumnKind, cellWriter, columnName, styledCell } from './cell-xml.ts'
import { STYLE } from './styles-xml.ts'

export type Row = readonly Cell[]
export type SheetSpec = {
  name: string
  /** `width` counts characters of the default font, as Excel does. */
  columns: readonly { header: string; width: number; kind: ColumnKind }[]
  /** A bold last row: `label` in one column, the sum of all numbers in each of `sumColumns`. */
  totals?: { label: string; labelColumn: number; sumColumns: readonly number[] }
}

/** The writer of one row: `number` counts from 1, and the header is row 1. */
export function rowWriter(columns: SheetSpec['columns']) {
  const cells = columns.map(({ kind }, index) => cellWriter(kind, columnName(index)))
  return (row: Row, number: number): string => {
    // A cell without a column is a mistake of the caller; dropping it would hide the mistake.
    if (row.length > cells.length) throw new RangeError('A row has more cells than columns.')
    const at = String(number)
    let xml = `<row r="${at}">`
    let index = 0
    for (const write of cells) xml += write(row[index++], at)
    return `${xml}</row>`
  }
}

/** The XML before the first row of data, with the header row. */
export function sheetHead({ columns }: SheetSpec, isFirst: boolean): string {
  const widths = columns.map(
    ({ width }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  )
  const headers = columns.map(({ header }, index) =>
    styledCell(`${columnName(index)}1`, header, STYLE.header),
  )
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">\
<sheetViews><sheetView${isFirst ? ' tabSelected="1"' : ''} workbookViewId="0">\
<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>\
<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>\
<sheetFormatPr defaultRowHeight="16.5"/><cols>${widths.join('')}</cols>\
<sheetData><row r="1">${headers.join('')}</row>`
}

export function totalRow(
  totals: NonNullable<SheetSpec['totals']>,
  sums: ReadonlyMap<number, number>,
  number: number,
): string {
  const cells: [column: number, xml: string][] = [...sums].map(([column, sum]) => [
    column,
    styledCell(`${columnName(column)}${number}`, sum, STYLE.totalNumber),
  ])
  const labelAt = `${columnName(totals.labelColumn)}${number}`
  cells.push([totals.labelColumn, styledCell(labelAt, totals.label, STYLE.totalLabel)])
  // Excel requires the cells of a row from left to right.
  cells.sort(([a], [b]) => a - b)
  return `<row r="${number}">${cells.map(([, xml]) => xml).join('')}</row>`
}

/** The XML after the last row; `filtered` is the range of header and data, without the total. */
export const sheetFoot = (filtered: string): string =>
  `</sheetData><autoFilter ref="${filtered}"/>\
<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>`
