import { Refused } from './refusal.ts'

/** OLE containers hold their parts under names in UTF-16, so a search of the bytes finds what they are. */
const ENCRYPTED = ['EncryptedPackage', 'EncryptionInfo']
const HANGUL = ['HwpSummaryInformation']
const WORD = ['WordDocument']
const SLIDES = ['PowerPoint Document']

/** Refuses the file as what it is; workbooks before 2007 and encrypted ones come in this container. */
export function refuseOle(bytes: Uint8Array): never {
  const has = (names: string[]) => names.some((name) => contains(bytes, name))
  if (has(ENCRYPTED)) throw new Refused('encrypted')
  if (has(HANGUL)) throw new Refused('not_a_sheet', 'hangul')
  if (has(WORD)) throw new Refused('not_a_sheet', 'word')
  if (has(SLIDES)) throw new Refused('not_a_sheet', 'slides')
  throw new Refused('old_format')
}

function contains(bytes: Uint8Array, name: string): boolean {
  const wanted = Uint8Array.from([...name].flatMap((letter) => [letter.charCodeAt(0), 0]))
  const [first = 0] = wanted
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true
  return false
}
