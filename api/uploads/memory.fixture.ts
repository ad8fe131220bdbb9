import { jsonPieces } from '../http/large-json.ts'
import { readPrices } from '../sheets/read-prices.ts'
import { isRefusal } from '../sheets/read-sheets.ts'
import { priceText } from './uploads.fixture.ts'

// Reads a sheet of prices with as many rows as given, in a process of its own, and writes its answer.
const read = await readPrices(priceText(Number(process.argv[2])), [])
let characters = 0
for (const piece of jsonPieces(read)) characters += piece.length
console.log(JSON.stringify({ outcome: isRefusal(read) ? read.refused : 'read', characters }))
