import { sql } from 'drizzle-orm'
import { rowsOf } from '#db/rows.ts'
import { COMMAND_SECONDS_MAX, type Ctx } from '../context.ts'
import { AppError } from '../errors.ts'

/**
 * A row carries the time of its command but becomes visible at the commit. So while a command from before
 * `asOf` is still running, the file might miss its rows: `busy` delays the job. This is rare, because
 * commands take milliseconds. Transactions older than any command may be are ignored, so that they do not
 * block every export.
 */
export async function requireCommitted({ db }: Ctx, asOf: Date): Promise<void> {
  const until = asOf.toISOString()
  const [open] = await rowsOf(
    db,
    sql`select 1 from pg_stat_activity where datname = current_database() and backend_type = 'client backend'
      and pid <> pg_backend_pid() and xact_start <= ${until}
      and xact_start > ${until}::timestamptz - make_interval(secs => ${COMMAND_SECONDS_MAX}) limit 1`,
    {},
  )
  if (open)
    throw new AppError('busy', 'A command from before the file was asked for is still under way.')
}
