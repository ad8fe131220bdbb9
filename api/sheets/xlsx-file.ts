import type { Budget } from './budget.ts'
import { readStyles } from './cell-styles.ts'
import { readSharedTexts } from './shared-texts.ts'
import type { Sheet, SheetFile } from './sheet.ts'
import { readSheetCells, type Shared } from './sheet-cells.ts'
import { type Parts, partsOf, type WorkbookParts, workbookParts } from './workbook-parts.ts'

/** Reads a workbook of either kind, transitional or strict, whole or not at all. */
export async function readXlsx(file: Uint8Array, budget: Budget): Promise<SheetFile> {
  const parts = partsOf(file)
  const workbook = await workbookParts(parts, budget)
  const shared = await sharedOf(parts, workbook, budget)
  const sheets: Sheet[] = []
  for (const { name, hidden, path } of workbook.sheets) {
    const cells = hidden
      ? { rows: [], merges: [], hiddenRows: [], hiddenColumns: [] }
      : await readSheetCells(parts.read(path, budget), shared, budget)
    sheets.push({ name, hidden, ...cells })
  }
  return { format: 'xlsx', ...(workbook.is1904 && { is1904: true }), sheets, warnings: [] }
}

async function sharedOf(
  parts: Parts,
  { sharedTexts, styles, is1904 }: WorkbookParts,
  budget: Budget,
): Promise<Shared> {
  return {
    texts: sharedTexts ? await readSharedTexts(parts.read(sharedTexts, budget), budget) : [],
    styles: styles ? await readStyles(parts.read(styles, budget), budget) : [],
    is1904,
  }
}
