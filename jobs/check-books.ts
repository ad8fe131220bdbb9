import { join } from 'node:path'
import { systemActor } from '#api/access/actor.ts'
import { checkLedger, type Fault } from '#api/ledger/check.ts'
import { parseConfig } from '#api/platform/config.ts'
import { withKeys } from '#api/platform/demo-keys.ts'
import { nodePlatform } from '#api/platform/node.ts'
import { type Visit, visitEmbedded } from '#db/embedded/visit.ts'

/**
 * `node jobs/check-books.ts`: derives every balance again and prints what does not hold. Ends with 0
 * when the books hold, with 1 when they do not or could not be read. Looks at DATABASE_URL, else at
 * the embedded database in MARU_DATA, whether or not a Maru is running on it.
 */
export async function checkBooks(
  env: Record<string, string | undefined>,
  print: (line: string) => void,
): Promise<boolean> {
  const config = parseConfig(env)
  const { url, leave } = config.database
    ? { url: config.database.url, leave: async () => {} }
    : await embedded(join(config.dataFolder, 'postgres'))
  const platform = nodePlatform(await withKeys(config), { databaseUrl: url, write: () => {} })
  try {
    const ctx = { ...platform, actor: systemActor(NOBODY), requestId: 'check-books' }
    const faults = await checkLedger(ctx)
    for (const fault of faults) print(lineOf(fault))
    print(faults.length === 0 ? 'The books hold.' : `Faults: ${faults.length}.`)
    return faults.length === 0
  } finally {
    await platform.drain()
    await leave()
  }
}

const NOBODY = '00000000-0000-7000-8000-000000000000'

const lineOf = ({ check, subject, expected, found }: Fault) =>
  `${check}: ${subject}: expected ${expected}, found ${found}`

async function embedded(folder: string): Promise<Visit> {
  const visit = await visitEmbedded(folder)
  if (visit) return visit
  throw new Error(`There are no books in ${folder}: set DATABASE_URL, or MARU_DATA to the folder.`)
}

if (import.meta.main) {
  try {
    if (!(await checkBooks(process.env, console.log))) process.exitCode = 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
