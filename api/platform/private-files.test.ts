import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parseConfig } from './config.ts'
import { withKeys } from './demo-keys.ts'
import { diskFiles } from './files-disk.ts'

const folder = await mkdtemp(join(tmpdir(), 'maru-private-'))
afterAll(() => rm(folder, { recursive: true }))

describe('on disk', () => {
  const modes = async (root: string) => {
    const found: Record<string, number> = { '.': (await stat(root)).mode & 0o777 }
    for (const entry of await readdir(root, { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath, entry.name)
      found[relative(root, path)] = (await lstat(path)).mode & 0o777
    }
    return found
  }

  test('only our account can read files and folders, with any umask', async () => {
    const root = join(folder, 'new')
    const mask = process.umask(0)
    try {
      await diskFiles(root).put('a/b/c', new Blob(['0123456789']).stream(), 'text/plain')
    } finally {
      process.umask(mask)
    }
    expect(await modes(root)).toEqual({
      '.': 0o700,
      a: 0o700,
      'a/b': 0o700,
      'a/b/c~': 0o600,
    })
  })

  test('files that an older release left open are closed at the start; links are not changed', async () => {
    const root = join(folder, 'old')
    await mkdir(join(root, 'a'), { recursive: true, mode: 0o755 })
    await writeFile(join(folder, 'elsewhere'), '', { mode: 0o644 })
    await chmod(join(folder, 'elsewhere'), 0o644)
    await writeFile(join(root, 'a/b~'), '{"type":"text/plain"}\nold')
    await chmod(join(root, 'a/b~'), 0o644)
    await symlink(join(folder, 'elsewhere'), join(root, 'link'))
    const files = diskFiles(root)
    const { link: _, ...ours } = await modes(root)
    expect(ours).toEqual({ '.': 0o700, a: 0o700, 'a/b~': 0o600 })
    expect((await stat(join(folder, 'elsewhere'))).mode & 0o777).toBe(0o644)
    expect((await files.open('a/b'))?.sizeBytes).toBe(3)
  })

  test('a new data folder and its keys are closed; an existing folder keeps its mode', async () => {
    const made = join(folder, 'data')
    const config = () => ({ ...parseConfig({ MARU_DATA: made }) })
    await withKeys(config())
    await chmod(join(made, 'keys.json'), 0o644)
    await withKeys(config())
    // Under root, Postgres enters the folder from another account.
    const closed = process.getuid?.() === 0 ? 0o711 : 0o700
    expect(await modes(made)).toEqual({ '.': closed, 'keys.json': 0o600 })
    await chmod(made, 0o755)
    await withKeys(config())
    expect((await stat(made)).mode & 0o777).toBe(0o755)
  })
})
