import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Config } from './config.ts'
import { type Key, keyRing } from './key-ring.ts'

const KEY_BYTES = 32
const Kept = z.object({
  TOKEN_KEYS: keyRing({ bytesMin: KEY_BYTES }),
  VAULT_KEYS: keyRing({ bytesMin: KEY_BYTES, bytesMax: KEY_BYTES }),
})

export type ConfigWithKeys = Config & { tokenKeys: Key[]; vaultKeys: Key[] }

/**
 * The demo needs no set-up, so its keys are made at the first start and kept beside its data, readable
 * by the owner only. Keys from the environment come first.
 */
export async function withKeys(config: Config): Promise<ConfigWithKeys> {
  const { tokenKeys, vaultKeys } = config
  if (tokenKeys && vaultKeys) return { ...config, tokenKeys, vaultKeys }
  const kept = await keptIn(config.dataFolder)
  return {
    ...config,
    tokenKeys: tokenKeys ?? kept.TOKEN_KEYS,
    vaultKeys: vaultKeys ?? kept.VAULT_KEYS,
  }
}

async function keptIn(folder: string): Promise<z.infer<typeof Kept>> {
  const path = join(folder, 'keys.json')
  await mkdir(folder, { recursive: true })
  const fresh = JSON.stringify({ TOKEN_KEYS: newKey('token'), VAULT_KEYS: newKey('vault') })
  // Of two first starts at once one gives its file the name; both read that one, which is whole.
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, fresh, { flag: 'wx', mode: 0o600, flush: true })
  await link(draft, path).catch(unlessThere)
  await unlink(draft)
  const found = Kept.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (!found.success)
    throw new Error(`${path} holds no usable keys: restore it from a backup, or remove MARU_DATA.`)
  return found.data
}

const newKey = (id: string) =>
  `${id}-1:${Buffer.from(crypto.getRandomValues(new Uint8Array(KEY_BYTES))).toString('base64url')}`

function unlessThere(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST') throw error
}
