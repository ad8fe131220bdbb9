import type { Ctx } from '../context.ts'
import { AppError, type ErrorCode, type FieldError } from '../errors.ts'
import type { PricedFile, SheetAnswers } from '../sheets/read-prices.ts'
import { type Refusal, type RefusalCode, refusal } from '../sheets/refusal.ts'
import { SHEET_LIMITS, type SheetFile } from '../sheets/sheet.ts'

export const UPLOAD_BYTES_MAX = SHEET_LIMITS.packedBytes

/** What browsers and programs call workbooks and separated text; what the file is, its bytes decide. */
export const SHEET_TYPES = [
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel',
  'application/octet-stream',
  'text/csv',
  'text/plain',
  'text/tab-separated-values',
] as const

const CODE_OF: Record<RefusalCode, ErrorCode> = {
  too_large: 'too_large',
  image: 'unsupported_media_type',
  not_a_sheet: 'unsupported_media_type',
  old_format: 'unsupported_media_type',
  empty: 'invalid_input',
  encrypted: 'invalid_input',
  damaged: 'invalid_input',
}

/**
 * The cells of a file that was sent. Throws the problem that says what the file is instead and what to send;
 * its facts name the refusal for the screen's own sentence.
 */
export async function readUpload(ctx: Ctx, bytes: Uint8Array, name?: string): Promise<SheetFile> {
  return wholeOf(await ctx.sheets.read(bytes, { name }))
}

/** The same with what its sheets of prices seem to say. */
export async function readPriceUpload(
  ctx: Ctx,
  bytes: Uint8Array,
  answered: readonly SheetAnswers[],
  name?: string,
): Promise<PricedFile> {
  return wholeOf(await ctx.sheets.readPrices(bytes, answered, { name }))
}

function wholeOf<File extends SheetFile>(read: File | Refusal): File {
  if (!('refused' in read)) return read
  throw problemOf(read)
}

const problemOf = ({ refused, subject, message }: Refusal) =>
  new AppError(CODE_OF[refused], message, { facts: { refused, subject: subject ?? null } })

/** The file was read, but has more cells than a sheet of prices may have. */
export const tooManyCells = (): AppError => problemOf(refusal('too_large', 'cells'))

/** A file that was read and has nothing of what it was sent for: an empty result is no success. */
export const nothingIn = (
  { sheets }: SheetFile,
  refused: 'no_prices' | 'no_rows',
  fix: string,
): AppError =>
  new AppError('invalid_input', fix, {
    facts: { refused, subject: null },
    errors: sheets
      .filter(({ hidden }) => !hidden)
      .map(({ name }): FieldError => ({ path: name, code: refused, message: fix })),
  })
