/**
 * Normal forms of text. People and programs send one text in many spellings; the browser and the server
 * share this file, which maps them to one.
 */

/** White space of every kind, also U+0085 and the blank braille pattern, which no regex class contains. */
const BLANKS = /[\s\u0085\u2800]+/g
const BLANKS_IN_LINE = /[^\S\n]|[\u0085\u2800]/g
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/g
/**
 * Characters that are invisible or reorder the visible ones: zero width, Hangul fillers, bidi marks, soft
 * hyphens, tags, variation selectors. They stay where they are part of a letter: within an emoji, and after
 * a Chinese character whose form they select.
 */
const INVISIBLE =
  /(\p{Extended_Pictographic}(?:[\uFE0F\u{1F3FB}-\u{1F3FF}]|\u200D\p{Extended_Pictographic})*|\p{Script=Han}[\u{E0100}-\u{E01EF}])|[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu
/** Control characters other than blanks and line ends. */
const CONTROL = /[^\P{Cc}\s\u0085]/u
/** Hangul, Latin and common marks in normal form: most texts, which need no cleaning. */
const PLAIN = /^[\x21-\x7E\uAC00-\uD7A3]+(?: [\x21-\x7E\uAC00-\uD7A3]+)*$/

/** Removes invisible characters. They come from the clipboard, so they are cleaned and not refused. */
export const visibleOf = (text: string): string => text.replace(INVISIBLE, '$1')

/** One line: composed (NFC), nothing invisible, one blank between words, none around. */
export const cleanLine = (text: string): string =>
  PLAIN.test(text) ? text : visibleOf(text).normalize('NFC').replace(BLANKS, ' ').trim()

/** Several lines: as `cleanLine`, but line ends and the blanks within lines stay. */
export const cleanLines = (text: string): string =>
  PLAIN.test(text)
    ? text
    : visibleOf(text)
        .normalize('NFC')
        .replace(LINE_ENDS, '\n')
        .replace(BLANKS_IN_LINE, ' ')
        .replace(/ +(?=\n|$)/g, '')
        .trim()

/** Control characters and lone surrogates: only a broken program sends them, so they are refused. */
export const isBroken = (text: string): boolean => CONTROL.test(text) || !text.isWellFormed()

/**
 * The form in which two texts are compared: letters alone, so that blanks, case, full width and invisible
 * marks make no difference. The database's `text_key()` computes the same.
 */
export const textKey = (text: string): string =>
  visibleOf(text)
    .normalize('NFKC')
    .replace(/[\u{E0100}-\u{E01EF}\uFE0F\u200D]/gu, '')
    .replace(BLANKS, '')
    .toLowerCase()
