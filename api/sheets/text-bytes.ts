import { createMultibyteDecoder } from '@exodus/bytes/multi-byte.js'
import { Refused } from './refusal.ts'
import type { Encoding } from './sheet.ts'

const BOMS: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]
/** A text has few control characters; a picture or program has many. */
const CONTROLS_SHARE_MAX = 0.02
const HEAD = 2_000
const CONTROL = /(?![\x80-\x9f])[^\P{Cc}\s]/gu

/**
 * The text of a file of unknown encoding: the mark at its start, else UTF-8, else CP949, which Korean Excel
 * writes without a mark. No byte is replaced: a text that fits none of them is no text.
 */
export function textOf(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const encoding = BOMS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0]
  const decoded = encoding
    ? attempt(bytes, encoding)
    : (attempt(bytes, 'utf-8') ?? attempt(bytes, 'cp949'))
  // A text that was cut within a letter is still a text.
  const text = decoded?.text ?? String.fromCharCode(...bytes.subarray(0, HEAD))
  const controls = text.match(CONTROL)?.length ?? 0
  if (controls > Math.max(8, text.length * CONTROLS_SHARE_MAX)) throw new Refused('not_a_sheet')
  if (!decoded) throw new Refused('damaged')
  return decoded
}

function attempt(bytes: Uint8Array, encoding: Encoding) {
  try {
    return { text: decode(bytes, encoding), encoding }
  } catch {
    return undefined
  }
}

/** Node's own decoder of CP949 lacks 8,822 of its syllables (뷁, 똠), so a library has the table. */
const decode = (bytes: Uint8Array, encoding: Encoding): string =>
  encoding === 'cp949'
    ? createMultibyteDecoder('euc-kr')(bytes)
    : new TextDecoder(encoding, { fatal: true }).decode(bytes)
