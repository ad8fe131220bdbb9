import pg from 'pg'

/** The name of the database until it is complete and becomes `maru`. */
const DRAFT = 'maru_draft'

/**
 * Makes the database at the first start. It is filled under another name and renamed, so that after an
 * interrupted first start nothing looks like the database: the next start begins with an empty one.
 */
export async function ensureDatabase(url: string, fill: (url: string) => Promise<void>) {
  const admin = new pg.Client(at(url, 'postgres'))
  // If the server ends meanwhile, the next statement fails; without a listener the process would end.
  admin.on('error', () => {})
  await admin.connect()
  try {
    const { rowCount } = await admin.query("select from pg_database where datname = 'maru'")
    if (rowCount) return
    await admin.query(`drop database if exists ${DRAFT} with (force)`)
    await admin.query(`create database ${DRAFT}`)
    // A draft is dropped after an interruption, so its commits need not reach the disk. The renaming does,
    // and with it everything before it.
    await admin.query(`alter database ${DRAFT} set synchronous_commit = off`)
    await fill(at(url, DRAFT))
    await admin.query(`alter database ${DRAFT} reset synchronous_commit`)
    await admin.query(`alter database ${DRAFT} rename to maru`)
  } finally {
    await admin.end()
  }
}

function at(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = database
  return address.href
}
