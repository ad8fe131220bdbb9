import { parentPort, workerData } from 'node:worker_threads'
import { readPrices } from '../sheets/read-prices.ts'
import { readSheets } from '../sheets/read-sheets.ts'
import type { SheetJob } from './sheets-node.ts'

const { bytes, source, limits, answered }: SheetJob = workerData

parentPort?.postMessage(
  await (answered
    ? readPrices(bytes, answered, source, limits)
    : readSheets(bytes, source, limits)),
)
