import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../embedded.ts'
import { findPlace } from './place.ts'

export type Visit = { url: string; leave(): Promise<void> }

/**
 * For commands beside a Maru: the server that runs on this folder, else one of its own until `leave`.
 * Undefined if no database was ever made there; a visit does not make one.
 */
export async function visitEmbedded(folder: string): Promise<Visit | undefined> {
  if (!existsSync(join(folder, 'postgres.json'))) return undefined
  const { password, port } = findPlace(folder).note
  const url = `postgres://maru:${password}@127.0.0.1:${port}/maru`
  if (port && (await answers(url))) return { url, leave: async () => {} }
  const server = await startEmbedded({ folder, fill: () => refuse(folder) })
  return { url: server.url, leave: server.stop }
}

async function refuse(folder: string): Promise<never> {
  throw new Error(
    `The database in ${folder} was never finished, because its first start was interrupted: run npm start once.`,
  )
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    // No server, or another one, listens there: in either case it is not the running Maru.
    return false
  }
}
