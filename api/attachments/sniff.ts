import type { ATTACHMENT_TYPES } from '#db/words.ts'

export type AttachmentType = (typeof ATTACHMENT_TYPES)[number]

const text = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to))

/** Brands of HEIF files with a HEVC picture (ISO/IEC 23008-12); `mif1` and `msf1` stand for any codec. */
const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

/**
 * What a file is by its first bytes (`SNIFFED_BYTES` suffice); undefined for anything that an order does not
 * take. What a name or a sender says counts for nothing.
 */
export function sniff(bytes: Uint8Array): AttachmentType | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'webp'
  if (text(bytes, 0, 5) === '%PDF-') return 'pdf'
  if (text(bytes, 4, 8) === 'ftyp' && HEIC_BRANDS.includes(text(bytes, 8, 12))) return 'heic'
  return undefined
}

export const MEDIA_TYPES: Record<AttachmentType, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  pdf: 'application/pdf',
}

/** `첨부 1.pdf`: the file's own name often names the customer, so it is never collected. */
export const attachmentName = (place: number, type: AttachmentType): string =>
  `첨부 ${place}.${type === 'jpeg' ? 'jpg' : type}`
