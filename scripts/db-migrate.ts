import { VARIABLES } from '#api/platform/config.ts'
import { migrate } from '#db/migrate.ts'
import type { Verb } from './verb.ts'

export const verb: Verb = {
  usage: `Brings the database of DATABASE_URL to the newest schema. It is safe beside others that do the same.
The address must be a direct one, not a pooler's.`,
  async run() {
    const url = process.env.DATABASE_URL
    if (!url)
      throw new Error(
        'DATABASE_URL is not set: set it to the address of the database to migrate. The embedded one is migrated by npm start.',
      )
    const { error } = VARIABLES.shape.DATABASE_URL.safeParse(url)
    if (error) throw new Error(`DATABASE_URL ${error.issues[0]?.message}.`)
    const applied = await migrate(url)
    console.log(
      applied === 0
        ? 'The database is up to date.'
        : `Applied ${applied} migrations; it is up to date.`,
    )
    return true
  },
}
