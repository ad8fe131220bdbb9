import { join } from 'node:path'
import { sqlStateOf } from '#api/context.ts'
import type { Config } from '#api/platform/config.ts'
import { withKeys } from '#api/platform/demo-keys.ts'
import { type NodePlatform, nodePlatform } from '#api/platform/node.ts'
import { type Visit, visitEmbedded } from '#db/embedded/visit.ts'

const UNDEFINED_TABLE = '42P01'

/**
 * Runs work with the platform of DATABASE_URL, else of the embedded database in MARU_DATA, whether or not a
 * Maru is running on it. A database that is missing or has no tables is not created.
 */
export async function visit<T>(
  config: Config,
  work: (platform: NodePlatform) => Promise<T>,
): Promise<T> {
  const { url, leave } = config.database
    ? { url: config.database.url, leave: async () => {} }
    : await embedded(join(config.dataFolder, 'postgres'))
  const platform = nodePlatform(await withKeys(config), { databaseUrl: url, write: () => {} })
  try {
    return await work(platform)
  } catch (error) {
    if (sqlStateOf(error) !== UNDEFINED_TABLE) throw error
    throw new Error('The database has no tables yet: run npm run db:migrate first.')
  } finally {
    await platform.drain()
    await leave()
  }
}

async function embedded(folder: string): Promise<Visit> {
  const visit = await visitEmbedded(folder)
  if (visit) return visit
  throw new Error(
    `There is no database in ${folder}: set DATABASE_URL, or MARU_DATA to the folder of a Maru that was started.`,
  )
}
