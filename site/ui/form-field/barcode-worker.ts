import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

// Reads barcodes where the browser cannot. It runs apart from the page, whose rules allow no WebAssembly: the
// answer that serves this file does, and nothing else (`api/platform/static-node.ts`).

/** Codes on boxes of devices, on SIM cards and on packages. */
const OPTIONS: ReaderOptions = {
  formats: ['Code128', 'Code39', 'EAN13', 'ITF', 'DataMatrix', 'QRCode'],
  tryHarder: true,
  maxNumberOfSymbols: 8,
}

prepareZXingModule({ overrides: { locateFile: () => wasm } })

/** The texts of the codes in a picture, or why it could not be searched. */
export type Reading = { codes: string[] } | { fault: string }

self.onmessage = async ({ data }: MessageEvent<ImageData>) => {
  const reading: Reading = await readBarcodes(data, OPTIONS).then(
    (found) => ({ codes: found.map(({ text }) => text) }),
    (fault) => ({ fault: String(fault) }),
  )
  self.postMessage(reading)
}
