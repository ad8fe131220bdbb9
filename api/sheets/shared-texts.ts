import type { Budget } from './budget.ts'
import { readXml } from './xml.ts'

const ESCAPED = /_x([\da-f]{4})_/gi

/** The texts that cells refer to by number. Runs of rich text are joined; phonetic hints are left out. */
export async function readSharedTexts(
  chunks: AsyncIterable<Uint8Array>,
  budget: Budget,
): Promise<string[]> {
  const texts: string[] = []
  let item = ''
  let isText = false
  let hints = 0
  await readXml(chunks, {
    open(name) {
      if (name === 'si') item = ''
      else if (name === 'rPh') hints++
      isText = name === 't' && hints === 0
    },
    text(text) {
      if (isText) item += text
    },
    close(name) {
      isText = false
      if (name === 'rPh') hints--
      else if (name === 'si') {
        budget.spend('entries')
        texts.push(plainText(item))
      }
    },
  })
  return texts
}

/** The text as typed: `_x000B_` is one control character, and letters are composed (Mac writes them apart). */
export const plainText = (text: string): string =>
  text
    .replace(ESCAPED, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
