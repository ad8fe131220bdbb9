// Excel refuses a file with a longer text.
const TEXT_MAX = 32_767
// XML readers trim this and lower characters at the ends of a text.
const SPACE = 0x20

// Most texts contain none of these, so one test is enough for them.
const SPECIAL = /[&<>]|[^\u0020-\ud7ff\ue000-\ufffd]|_x/
// Everything outside XML 1.0's `Char`; with the u flag, surrogate pairs count as one character.
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
// Excel reads `_x0041_` as "A", so the first underscore of a text that really contains it is encoded.
const LOOKS_ENCODED = /_(?=x[0-9a-fA-F]{4}_)/g
const MARKUP = /[&<>"\r]/g
// A bare carriage return would be read as a line feed.
const ENTITY: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/** Whether a text needs no change in a cell; nearly every text is so. */
export const isPlainText = (text: string): boolean =>
  text.length <= TEXT_MAX &&
  text.charCodeAt(0) > SPACE &&
  text.charCodeAt(text.length - 1) > SPACE &&
  !SPECIAL.test(text)

/**
 * Any other text, for an element that preserves space: characters forbidden in XML are removed, sequences
 * that Excel would decode are protected, a text that is too long is cut with an ellipsis.
 */
export function escapedText(text: string): string {
  const held = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text
  // Removal comes first: it may leave characters together that look encoded.
  return legalXml(held.replace(FORBIDDEN, '').replace(LOOKS_ENCODED, '_x005F_'))
}

/** The text as XML content or attribute, without the characters forbidden in XML 1.0. */
export const legalXml = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(MARKUP, (found) => ENTITY[found] ?? '')
