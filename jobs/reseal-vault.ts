import { join } from 'node:path'
import { parseConfig } from '#api/platform/config.ts'
import { withKeys } from '#api/platform/demo-keys.ts'
import { nodePlatform } from '#api/platform/node.ts'
import { type Resealed, resealAll } from '#api/privacy/resealing.ts'
import { type Visit, visitEmbedded } from '#db/embedded/visit.ts'

/**
 * `npm run vault:reseal`: seals everything with the newest key of VAULT_KEYS and prints what rests
 * under which key before and after. To rotate: put the new key in front, restart every process, run
 * this, take the old key away. Ends with 1 when something could not be opened; that stays untouched.
 * Looks at DATABASE_URL, else at the embedded database in MARU_DATA, whether or not a Maru runs on it.
 */
export async function resealVault(
  env: Record<string, string | undefined>,
  print: (line: string) => void,
): Promise<boolean> {
  const config = parseConfig(env)
  const { url, leave } = config.database
    ? { url: config.database.url, leave: async () => {} }
    : await embedded(join(config.dataFolder, 'postgres'))
  const platform = nodePlatform(await withKeys(config), { databaseUrl: url, write: () => {} })
  try {
    const stores = await resealAll(platform)
    for (const store of stores) for (const line of linesOf(store)) print(line)
    return stores.every(({ unopened }) => unopened.length === 0)
  } finally {
    await platform.drain()
    await leave()
  }
}

/** More than these are counted and not named one by one. */
const TOLD_MAX = 100

function linesOf({ store, before, after, resealed, changed, unopened }: Resealed): string[] {
  const keys = (counts: Resealed['before']) =>
    counts.map(({ keyId, count }) => `${keyId} ${count}`).join(', ') || 'nothing'
  return [
    `${store}: before: ${keys(before)}`,
    `${store}: after: ${keys(after)}`,
    `${store}: sealed anew: ${resealed}, changed meanwhile: ${changed}, not opened: ${unopened.length}`,
    ...unopened.slice(0, TOLD_MAX).map((id) => `${store}: not opened: ${id}`),
  ]
}

async function embedded(folder: string): Promise<Visit> {
  const visit = await visitEmbedded(folder)
  if (visit) return visit
  throw new Error(`There is nothing in ${folder}: set DATABASE_URL, or MARU_DATA to the folder.`)
}

if (import.meta.main) {
  try {
    if (!(await resealVault(process.env, console.log))) process.exitCode = 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
