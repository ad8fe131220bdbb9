/** Records of separated text (RFC 4180), as Excel writes and reads them. */

export type TextRecord = {
  fields: string[]
  /** Text follows a closing quote: `"c"d`. It is kept. */
  isUneven: boolean
  /** A quote that never closes has swallowed the rest of the text. */
  isOpen: boolean
}

/** Reads record by record; a line end within quotes begins no record, and one at the end of the text neither. */
export function* recordsOf(text: string, separator: string): Generator<TextRecord> {
  const ends = new RegExp(`[${separator === '\\' ? '\\\\' : separator}\\r\\n]`, 'g')
  const endFrom = (from: number): number => {
    ends.lastIndex = from
    return ends.exec(text)?.index ?? text.length
  }
  let at = 0
  while (at < text.length) {
    const record: TextRecord = { fields: [], isUneven: false, isOpen: false }
    for (;;) {
      const quoted = text[at] === '"' ? quotedFrom(text, at + 1) : undefined
      const from = quoted?.end ?? at
      at = endFrom(from)
      const plain = text.slice(from, at)
      record.fields.push((quoted?.value ?? '') + plain)
      if (quoted && plain !== '') record.isUneven = true
      if (quoted?.isOpen) record.isOpen = true
      if (text[at] !== separator) break
      at++
    }
    at += text.startsWith('\r\n', at) ? 2 : 1
    yield record
  }
}

/** The text up to the closing quote; a doubled quote is one. */
function quotedFrom(text: string, start: number): { value: string; end: number; isOpen: boolean } {
  let value = ''
  for (let from = start; ; ) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return { value: value + text.slice(from), end: text.length, isOpen: true }
    const isDoubled = text[quote + 1] === '"'
    value += text.slice(from, isDoubled ? quote + 1 : quote)
    if (!isDoubled) return { value, end: quote + 1, isOpen: false }
    from = quote + 2
  }
}
