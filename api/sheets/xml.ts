import { SaxesParser } from 'saxes'
import { Refused } from './refusal.ts'

export type Attributes = Readonly<Record<string, string>>
/** Names come without their prefix: `x:row` and `row` are one, and strict files have other namespaces. */
export type XmlHandler = {
  open(name: string, attributes: Attributes): void
  close?(name: string): void
  text?(text: string): void
}

/** Far more than any workbook nests; each level costs memory. */
const DEPTH_MAX = 100

/** Reads a part while it is unpacked. Throws `damaged` when it is not well formed or not UTF-8. */
export async function readXml(
  chunks: AsyncIterable<Uint8Array>,
  { open, close, text }: XmlHandler,
): Promise<void> {
  const parser = new SaxesParser({ xmlns: false, position: false })
  let depth = 0
  parser.on('opentag', (tag) => {
    if (++depth > DEPTH_MAX) throw new Refused('damaged')
    open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    depth--
    close?.(localName(tag.name))
  })
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  parser.on('error', () => {
    throw new Refused('damaged')
  })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decoded = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
    } catch {
      throw new Refused('damaged')
    }
  }
  for await (const chunk of chunks) parser.write(decoded(chunk))
  parser.write(decoded())
  parser.close()
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
/** An attribute whatever its prefix: `r:id` and `rel:id` are one. */
export const attributeOf = (attributes: Attributes, local: string): string | undefined =>
  Object.entries(attributes).find(([name]) => localName(name) === local && name !== local)?.[1] ??
  attributes[local]

export const isOn = (value: string | undefined) => value === '1' || value === 'true'
