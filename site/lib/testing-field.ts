import type { Typed } from './typing.ts'

/** One change of a field, as the browser reports it. */
export type Change = Typed & { before: string; kind: string; pasted: string | undefined }

/**
 * A field in which `|` is the caret, driven key by key as a browser does. `typed` maps a change to the text,
 * caret and value that follow.
 */
export function typedField<Value>(
  start: string,
  typed: (change: Change) => Typed & { value: Value },
) {
  let text = start.replace('|', '')
  let caret = start.includes('|') ? start.indexOf('|') : text.length
  let value: Value | undefined
  const change = (next: string, at: number, kind: string, pasted?: string) => {
    ;({ text, caret, value } = typed({ before: text, text: next, caret: at, kind, pasted }))
    return self
  }
  const put = (letters: string, kind: string, pasted?: string) =>
    change(text.slice(0, caret) + letters + text.slice(caret), caret + letters.length, kind, pasted)
  const self = {
    type: (letters: string) => {
      for (const letter of letters) put(letter, 'insertText')
      return self
    },
    paste: (pasted: string) => put(pasted, 'insertFromPaste', pasted),
    backspace: () =>
      change(text.slice(0, caret - 1) + text.slice(caret), caret - 1, 'deleteContentBackward'),
    erase: () =>
      change(text.slice(0, caret) + text.slice(caret + 1), caret, 'deleteContentForward'),
    shown: () => `${text.slice(0, caret)}|${text.slice(caret)}`,
    /** The value after the last change. */
    value: () => value,
  }
  return self
}
