import type { Translated } from '../catalogue.ts'
import type { sheets as ko } from '../ko/sheets.ts'

export const sheets: Translated<typeof ko> = {
  'refused.empty': 'The file has no values. Check that a sheet that is not hidden has some.',
  'refused.not_a_sheet': 'The file is no spreadsheet. Upload one saved as .xlsx in Excel.',
  'refused.image': 'The file is a picture. Ask for the Excel file of the table in it.',
  'refused.old_format':
    'The file has the old Excel format (.xls, 97-2003). Save it as .xlsx in Excel and upload that.',
  'refused.encrypted':
    'The file has a password. Remove it in Excel under File → Info → Protect Workbook and upload it again.',
  'refused.damaged':
    'The file is damaged or cut off. Ask for it again, or open it in Excel and save it anew.',
  'refused.no_prices':
    'No sheet has an amount. Upload the price sheet, with a heading above its amounts.',
  'refused.no_rows':
    'There is no row below the headings. Upload a list with headings such as carrier, plan and fee.',
  'refused.too_large': 'The file is too large. Keep only the sheet that is needed, or split it.',
  choose: 'Choose a file',
  drop: 'Drop a file here, or choose one.',
  kinds: 'Excel (.xlsx), CSV or tab-separated text, up to 10 MB. The file is not stored.',
  reading: 'Reading {name}',
  stop: 'Stop',
}
