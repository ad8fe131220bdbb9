import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SNIFFED_BYTES } from './bounds.ts'
import { sniffed, typeOfStored } from './first-bytes.ts'
import { attachmentName, sniff } from './sniff.ts'

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const heif = (brand: string) => new Uint8Array([0, 0, 0, 24, ...ascii(`ftyp${brand}`)])
const FIRST = {
  jpeg: new Uint8Array([0xff, 0xd8, 0xff, 0xdb]),
  png: ascii('\x89PNG\r\n\x1a\n'),
  webp: ascii('RIFF\x10\x00\x00\x00WEBPVP8 '),
  heic: heif('heic'),
  pdf: ascii('%PDF-1.4'),
} as const

describe('what a file is', () => {
  test.each(Object.entries(FIRST))('%s, by its first bytes', (type, bytes) => {
    expect(sniff(bytes)).toBe(type)
  })
  test.each([
    ['a program', ascii('MZ\x90\x00')],
    ['a page', ascii('<!doctype html><script>')],
    ['a drawing that may hold a script', ascii('<svg xmlns="http://www.w3.org/2000/svg">')],
    ['an archive, and so any Office file', ascii('PK\x03\x04')],
    ['a film', heif('isom')],
    ['an AVIF picture', heif('avif')],
    ['a sound with the frame of WebP', ascii('RIFF\x10\x00\x00\x00WAVEfmt ')],
    ['a PDF behind other bytes', ascii(' %PDF-1.4')],
    ['half a mark', ascii('%PDF')],
    ['nothing', new Uint8Array()],
  ])('not %s', (_, bytes) => {
    expect(sniff(bytes)).toBeUndefined()
  })
  test('whatever the bytes are, and no later one than the first 32 counts', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(sniff(bytes)).toBe(sniff(bytes.slice(0, SNIFFED_BYTES)))
      }),
    )
  })
  test('its name is made here', () => {
    expect([attachmentName(1, 'pdf'), attachmentName(4, 'jpeg')]).toEqual([
      '첨부 1.pdf',
      '첨부 4.jpg',
    ])
  })
})

/** The bytes in pieces of any size. */
const inPieces = (bytes: Uint8Array, sizes: number[]) => {
  let at = 0
  let n = 0
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      const size = sizes[n++ % sizes.length] ?? 1
      controller.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}
const sizes = fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1 })

describe('a body on its way', () => {
  test('arrives byte for byte, however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), sizes, async (rest, cut) => {
        const bytes = new Uint8Array([...FIRST.pdf, ...rest])
        const { type, whole } = await sniffed(inPieces(bytes, cut), bytes.length)
        expect(type).toBe('pdf')
        expect(new Uint8Array(await new Response(whole).arrayBuffer())).toEqual(bytes)
        expect(await typeOfStored(inPieces(bytes, cut))).toBe('pdf')
      }),
    )
  })
  test.each([
    ['one byte more', 1, 'too_large'],
    ['one byte less', -1, 'malformed'],
  ])('with %s than was said ends in %s', async (_, more, code) => {
    const { whole } = await sniffed(inPieces(FIRST.pdf, [3]), FIRST.pdf.length - more)
    await expect(new Response(whole).arrayBuffer()).rejects.toMatchObject({ code })
  })
  test('of another type is refused before anything of it goes on', async () => {
    await expect(sniffed(inPieces(ascii('MZ program'), [4]), 10)).rejects.toMatchObject({
      code: 'unsupported_media_type',
    })
  })
})
