import type { ImageKind, RefusalSubject } from './refusal.ts'

/** What the first bytes say; a file's name is not asked, because people rename files. */
export type FileKind =
  | { kind: 'zip' | 'ole' | 'text' }
  | { kind: 'image'; subject: ImageKind }
  | { kind: 'other'; subject: RefusalSubject }

const IMAGES: [ImageKind, string][] = [
  ['png', '\x89PNG'],
  ['jpeg', '\xff\xd8\xff'],
  ['gif', 'GIF8'],
  ['bmp', 'BM'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
]
const OTHERS: [RefusalSubject, string][] = [
  ['pdf', '%PDF'],
  ['word', '{\\rtf'],
  ['archive', 'Rar!'],
  ['archive', '7z\xbc\xaf'],
  ['archive', '\x1f\x8b'],
  ['web_archive', 'MIME-Version:'],
  ['program', 'MZ\x90\0'],
  ['program', '\x7fELF'],
]
const OLE = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
const HEAD = 64

export function kindOf(bytes: Uint8Array): FileKind {
  const head = String.fromCharCode(...bytes.subarray(0, HEAD))
  if (head.startsWith('PK')) return { kind: 'zip' }
  if (head.startsWith(OLE)) return { kind: 'ole' }
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP')
    return { kind: 'image', subject: 'webp' }
  if (/^ftyp(hei|hev|mif|avi)/.test(head.slice(4))) return { kind: 'image', subject: 'heic' }
  const image = IMAGES.find(([, start]) => isStartOf(start, head))
  if (image) return { kind: 'image', subject: image[0] }
  const other = OTHERS.find(([, start]) => head.startsWith(start))
  return other ? { kind: 'other', subject: other[0] } : { kind: 'text' }
}

/** A text may begin with BM, but not with the size and the two empty fields of a bitmap. */
const isStartOf = (start: string, head: string) =>
  head.startsWith(start) && (start !== 'BM' || head.slice(6, 10) === '\0\0\0\0')
