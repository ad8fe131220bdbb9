import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOCK_FILE, type Lock, withoutEngines } from './lock.ts'
import { ROOT, readText } from './tools.ts'
import type { Verb } from './verb.ts'

export const verb: Verb = {
  usage: `Takes out of package-lock.json which Node its packages want, after npm has added some; decision 014 says
why. npm run check holds what they want against the Node that really runs them. Takes no arguments.`,
  async run() {
    const lock: Lock = JSON.parse(readText(LOCK_FILE))
    const { trimmed, removed } = withoutEngines(lock)
    if (removed > 0) writeFileSync(join(ROOT, LOCK_FILE), `${JSON.stringify(trimmed, null, 2)}\n`)
    console.log(`Packages trimmed: ${removed}.`)
    return true
  },
}
