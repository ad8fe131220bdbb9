import { createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, mkdir, open as openFile, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileKey } from './file-key.ts'
import type { Files } from './platform.ts'
import { FILE_MODE, FOLDER_MODE, narrow } from './private-files.ts'

const HEADER_BYTES_MAX = 1024
/** Between the name of a file and what tells its unfinished writings apart. */
const TEMPORARY = '.'
/** Flushed before the rename: after a power cut the file is complete or absent. */
const whole = { flags: 'wx', flush: true, mode: FILE_MODE }

/**
 * A folder of this machine. The first line of a file holds its type, so body and type appear together, by
 * one rename, or not at all. Only the product's own account can read the files.
 */
export function diskFiles(folder: string): Files {
  narrow(folder)
  // The final `~` keeps `a` and `a/b` apart: no key contains it.
  const pathOf = (key: string) => join(folder, `${fileKey(key)}~`)

  return {
    put: async (key, body, type) => {
      const path = pathOf(key)
      const temporary = `${path}${TEMPORARY}${crypto.randomUUID()}`
      await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE })
      let sizeBytes = 0
      async function* withHeader() {
        yield Buffer.from(`${JSON.stringify({ type })}\n`)
        for await (const chunk of body) {
          sizeBytes += chunk.length
          yield chunk
        }
      }
      try {
        await pipeline(withHeader, createWriteStream(temporary, whole))
        await rename(temporary, path)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
      return { sizeBytes }
    },

    open: async (key) => {
      const file = await openFile(pathOf(key)).catch(unlessAbsent)
      if (!file) return undefined
      const { start, size, type } = await headerOf(file).catch(async (error) => {
        await file.close()
        throw error
      })
      // Opened by descriptor: a file replaced meanwhile can still be read to its end.
      const stream = createReadStream('', { fd: file, start })
      return {
        // Node's stream type and the DOM's differ only by name.
        body: Readable.toWeb(stream) as ReadableStream<Uint8Array>,
        sizeBytes: size - start,
        type,
      }
    },

    /** Also what a process that was killed in the middle of writing this key has left. */
    remove: async (key) => {
      const path = pathOf(key)
      const beside = await readdir(dirname(path)).catch(unlessAbsent)
      const left = (beside ?? []).filter((name) => name.startsWith(basename(path) + TEMPORARY))
      for (const name of [basename(path), ...left])
        await rm(join(dirname(path), name), { force: true })
    },
  }
}

async function headerOf(file: FileHandle) {
  const { buffer } = await file.read({ buffer: Buffer.alloc(HEADER_BYTES_MAX), position: 0 })
  const start = buffer.indexOf(10) + 1
  const { size } = await file.stat()
  const { type }: { type: string } = JSON.parse(buffer.toString('utf8', 0, start))
  return { start, size, type }
}

function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
