import type { ExportType } from '#db/words.ts'
import { auditBook } from './audit-book.ts'
import type { Book } from './book.ts'
import { settlementBook } from './settlement-book.ts'

/** A type in the vocabulary without a book here does not compile. */
export const BOOKS: Record<ExportType, Book> = {
  settlements_detailed: settlementBook,
  audit_log: auditBook,
}
