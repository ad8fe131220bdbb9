import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../embedded.ts'
import { findPlace } from './place.ts'

export type Visit = { url: string; leave(): Promise<void> }

/**
 * For verbs beside a Maru: the server that runs on this folder, else one of our own until `leave`.
 * Undefined where no database was ever made, for a visit makes none.
 */
export async function visitEmbedded(folder: string): Promise<Visit | undefined> {
  if (!existsSync(join(folder, 'postgres.json'))) return undefined
  const { password, port } = findPlace(folder).note
  const url = `postgres://maru:${password}@127.0.0.1:${port}/maru`
  if (await answers(url)) return { url, leave: async () => {} }
  const server = await startEmbedded({ folder })
  return { url: server.url, leave: server.stop }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    // Nobody serves there, or somebody else: either way it is not the running Maru.
    return false
  }
}
