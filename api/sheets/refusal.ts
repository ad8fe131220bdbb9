/** Why a file was not read. A file is read whole or refused whole. */
export type RefusalCode =
  | 'empty'
  | 'not_a_sheet'
  | 'image'
  | 'old_format'
  | 'encrypted'
  | 'damaged'
  | 'too_large'

/** What the file is instead, or which bound it passes. */
export type RefusalSubject =
  | ImageKind
  | 'pdf'
  | 'word'
  | 'slides'
  | 'hangul'
  | 'archive'
  | 'binary_workbook'
  | 'open_document'
  | 'numbers'
  | 'web_archive'
  | 'xml_workbook'
  | 'program'
  | 'packed'
  | 'unpacked'
  | 'sheets'
  | 'rows'
  | 'columns'
  | 'cells'
  | 'characters'
  | 'merges'
  | 'entries'
  | 'time'
  | 'memory'
export type ImageKind = 'png' | 'jpeg' | 'gif' | 'webp' | 'heic' | 'bmp' | 'tiff'

/** `message` is for programs; the site has a sentence for each code in both languages. */
export type Refusal = { refused: RefusalCode; subject?: RefusalSubject; message: string }

const SAVE_AS = 'Save it in Excel as an Excel workbook (.xlsx) and send that file.'

const MESSAGES: Record<RefusalCode, string> = {
  empty: 'The file has no cell with a value on a visible sheet. Check that it is the right file.',
  not_a_sheet: `The file is no spreadsheet. ${SAVE_AS}`,
  image: 'The file is a picture. Ask for the spreadsheet that it shows, or type the table.',
  old_format: `The file is an Excel 97-2003 workbook (.xls). ${SAVE_AS}`,
  encrypted:
    'The file has a password. Remove it in Excel (File, Info, Protect Workbook) and send the file again.',
  damaged:
    'The file is damaged or cut off. Ask for it again, or open it in Excel and save it anew.',
  too_large: 'The file is too large. Split it, or save only the sheet that is needed.',
}

export const refusal = (refused: RefusalCode, subject?: RefusalSubject): Refusal => ({
  refused,
  ...(subject && { subject }),
  message: MESSAGES[refused] + (subject ? ` (${subject})` : ''),
})

/** Ends a reading; `readSheets` answers with its refusal. */
export class Refused extends Error {
  override name = 'Refused'
  readonly refusal: Refusal

  constructor(code: RefusalCode, subject?: RefusalSubject) {
    super(code)
    this.refusal = refusal(code, subject)
  }
}
