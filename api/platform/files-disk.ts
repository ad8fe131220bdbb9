import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open as openFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileKey } from './file-key.ts'
import type { Files } from './platform.ts'

const HEADER_BYTES_MAX = 1024

/**
 * A folder of this machine. A file begins with one line that holds its type, so body and type appear
 * together, by one rename, or not at all.
 */
export function diskFiles(folder: string): Files {
  // The sign after the name keeps `a` and `a/b` apart: no key contains it.
  const pathOf = (key: string) => join(folder, `${fileKey(key)}~`)

  return {
    put: async (key, body, type) => {
      const path = pathOf(key)
      const temporary = join(folder, `.${crypto.randomUUID()}`)
      await mkdir(dirname(path), { recursive: true })
      let sizeBytes = 0
      async function* withHeader() {
        yield Buffer.from(`${JSON.stringify({ type })}\n`)
        for await (const chunk of body) {
          sizeBytes += chunk.length
          yield chunk
        }
      }
      try {
        // Flushed before the rename: after a power cut there is the whole file or none.
        await pipeline(withHeader, createWriteStream(temporary, { flags: 'wx', flush: true }))
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
      const { buffer } = await file.read({ buffer: Buffer.alloc(HEADER_BYTES_MAX), position: 0 })
      const start = buffer.indexOf(10) + 1
      const { size } = await file.stat()
      const { type }: { type: string } = JSON.parse(buffer.toString('utf8', 0, start))
      // Opened by descriptor: a file replaced meanwhile is still read to its own end.
      const stream = createReadStream('', { fd: file, start })
      return {
        // Node's stream type and the DOM's differ in name only.
        body: Readable.toWeb(stream) as ReadableStream<Uint8Array>,
        sizeBytes: size - start,
        type,
      }
    },

    remove: async (key) => rm(pathOf(key), { force: true }),
  }
}

function unlessAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
