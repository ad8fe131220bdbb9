import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { diskFiles } from './files-disk.ts'

test('what a killed process has written of a file goes with the file', async () => {
  const own = await mkdtemp(join(tmpdir(), 'maru-files-'))
  const files = diskFiles(own)
  const names = async () => (await readdir(join(own, 'a'))).map((name) => name.split('.')[0])
  await files.put('a/kept', new Blob(['x']).stream(), 'text/plain')
  const writing = Promise.withResolvers<ReadableStreamDefaultController<Uint8Array>>()
  let pulls = 0
  const unfinished = new ReadableStream<Uint8Array>({
    pull(controller) {
      // The third piece is asked for once the first is in the file; it never comes.
      if (++pulls > 2) return writing.resolve(controller)
      controller.enqueue(new Uint8Array(1_000_000))
    },
  })
  const put = files.put('a/half', unfinished, 'text/plain')
  const controller = await writing.promise
  expect(await names()).toEqual(['half~', 'kept~'])
  await files.remove('a/half')
  expect(await names()).toEqual(['kept~'])
  controller.error(new Error('killed'))
  await expect(put).rejects.toThrow('killed')
  await rm(own, { recursive: true })
})
