import { randomUUID } from 'node:crypto'
import { chmod, link, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Config } from './config.ts'
import { type Key, keyRing } from './key-ring.ts'
import { FILE_MODE, makeDataFolder } from './private-files.ts'

const KEY_BYTES = 32
const Kept = z.object({
  TOKEN_KEYS: keyRing({ bytesMin: KEY_BYTES }),
  VAULT_KEYS: keyRing({ bytesMin: KEY_BYTES, bytesMax: KEY_BYTES }),
})

export type ConfigWithKeys = Config & { tokenKeys: Key[]; vaultKeys: Key[] }

/**
 * The demo needs no set-up: its keys are created at the first start and kept beside its data, readable
 * by the owner only. Keys from the environment take precedence.
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
  makeDataFolder(folder)
  const fresh = JSON.stringify({ TOKEN_KEYS: newKey('token'), VAULT_KEYS: newKey('vault') })
  // If two first starts run at once, one of them links its file; both then read that complete file.
  const draft = `${path}.${randomUUID()}`
  await writeFile(draft, fresh, { flag: 'wx', mode: FILE_MODE, flush: true })
  await link(draft, path).catch(unlessThere)
  await unlink(draft)
  // A file restored from a backup may be readable by others.
  await chmod(path, FILE_MODE)
  const found = Kept.safeParse(parsed(await readFile(path, 'utf8')))
  if (found.success) return found.data
  throw new Error(
    `${path} holds no usable keys: restore it from a backup. Without it what was sealed with its keys cannot be opened; to begin anew, move the whole folder ${folder} away.`,
  )
}

/** Undefined if the text is no JSON. The error is dropped, because it would quote secrets. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const newKey = (id: string) =>
  `${id}-1:${Buffer.from(crypto.getRandomValues(new Uint8Array(KEY_BYTES))).toString('base64url')}`

function unlessThere(error: NodeJS.ErrnoException) {
  if (error.code !== 'EEXIST') throw error
}
