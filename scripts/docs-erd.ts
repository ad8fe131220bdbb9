import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ERD_FILE, erd } from './erd.ts'
import { ROOT } from './tools.ts'
import type { Verb } from './verb.ts'

export const verb: Verb = {
  usage: `Draws the tables of db/schema/ into ${ERD_FILE}. Takes no arguments.`,
  async run() {
    writeFileSync(join(ROOT, ERD_FILE), erd())
    console.log(`Written: ${ERD_FILE}.`)
    return true
  },
}
