import { readPrices } from '../sheets/read-prices.ts'
import { readSheets } from '../sheets/read-sheets.ts'
import type { SheetReader } from './platform.ts'

/** Reads where it is called. For Workers, which have no threads: the reading yields after every piece. */
export const directSheets = (): SheetReader => ({
  read: (bytes, source) => readSheets(bytes, source),
  readPrices: (bytes, answered, source) => readPrices(bytes, answered, source),
})
