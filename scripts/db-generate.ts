import { runTool } from './tools.ts'
import type { Verb } from './verb.ts'

export const verb: Verb = {
  usage: `Writes the migration from db/schema to db/migrations; read its SQL before it is committed.

  --name add_something`,
  options: 'unread',
  run: ({ args }) =>
    runTool('drizzle-kit', ['generate', '--config', 'db/drizzle.config.ts', ...args]),
}
