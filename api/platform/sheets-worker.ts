import { parentPort, workerData } from 'node:worker_threads'
import { readSheets } from '../sheets/read-sheets.ts'
import type { SheetJob } from './sheets-node.ts'

const { bytes, source, limits }: SheetJob = workerData

parentPort?.postMessage(await readSheets(bytes, source, limits))
