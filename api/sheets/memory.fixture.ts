import { handed, handedBytes } from '#tests/files/handed.ts'
import { isRefusal, readSheets } from './read-sheets.ts'

// Reads one handed file in a process of its own and prints what it took; `none` is a process that reads nothing.
const [number = ''] = process.argv.slice(2)
const read = number === 'none' ? undefined : await readSheets(handedBytes(handed(number).file))
const outcome = read && (isRefusal(read) ? read.refused : read.format)
console.log(JSON.stringify({ outcome, rssMb: process.resourceUsage().maxRSS / 1024 }))
