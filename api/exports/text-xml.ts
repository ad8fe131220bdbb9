// Excel refuses a file with a longer text.
const TEXT_MAX = 32_767
// It and everything below it would be trimmed at a text's ends.
const SPACE = 0x20

// Most texts hold none of these, and one test says so.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const SPECIAL = /[&<>\u0000-\u001f\ud800-\udfff\ufffe\uffff]|_x/
// With the u flag a surrogate matches only when its other half is missing.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu
// Excel reads `_x0041_` as "A", so a text that really says so needs its first underscore encoded.
const LOOKS_ENCODED = /_(?=x[0-9a-fA-F]{4}_)/g
const MARKUP = /[&<>"\r]/g
// A bare carriage return would reach the reader as a line feed.
const ENTITY: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

/** True for a text that can stand in a cell as it is, which is nearly every text. */
export const isPlainText = (text: string): boolean =>
  text.length <= TEXT_MAX &&
  text.charCodeAt(0) > SPACE &&
  text.charCodeAt(text.length - 1) > SPACE &&
  !SPECIAL.test(text)

/**
 * Any other text, for an element that preserves space: what XML forbids is removed, what Excel would
 * decode is protected, what it cannot hold is cut with an ellipsis.
 */
export function escapedText(text: string): string {
  const held = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text
  // Removed first: what is left on both sides may only now look encoded.
  return legalXml(held.replace(FORBIDDEN, '').replace(LOOKS_ENCODED, '_x005F_'))
}

/** The text as XML content or attribute, without the characters that XML 1.0 cannot carry. */
export const legalXml = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(MARKUP, (found) => ENTITY[found] ?? '')
