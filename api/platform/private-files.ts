import { chmodSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Files of the product are for its own account alone: exports hold names and sums. */
export const FILE_MODE = 0o600
export const FOLDER_MODE = 0o700
/** Under root, Postgres runs in another account, which enters the folder but need not list it. */
const SHARED_FOLDER_MODE = 0o711

/**
 * Creates the data folder if it is missing. An existing one keeps its mode, because it may be any folder of
 * the operator; the product's own files in it are closed.
 */
export function makeDataFolder(folder: string): void {
  const isRoot = process.getuid?.() === 0
  mkdirSync(folder, { recursive: true, mode: isRoot ? SHARED_FOLDER_MODE : FOLDER_MODE })
}

/** Closes a folder, and everything in it, that an older release left open to others. */
export function narrow(folder: string): void {
  try {
    chmodSync(folder, FOLDER_MODE)
    // Links are not followed: they are not ours and lead elsewhere.
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true }))
      if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), FOLDER_MODE)
      else if (entry.isFile()) chmodSync(join(entry.parentPath, entry.name), FILE_MODE)
  } catch (error) {
    // Absent at the first start; a file removed meanwhile needs no mode.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}
