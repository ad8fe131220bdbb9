/** The text of a field after one change, and the caret in it. */
export type Typed = { text: string; caret: number }

type Change = Typed & {
  /** The text before. */
  before: string
  /** The browser's name of the change: `insertText`, `deleteContentBackward`. */
  kind?: string | undefined
}

/**
 * Groups the text again, with the caret behind the same digits as before. `figure` matches a digit; all other
 * characters are separators that come and go. Deleting a separator deletes the digit beside it, or the key
 * would do nothing.
 */
export function regrouped(
  change: Change,
  figure: RegExp,
  group: (figures: string) => string,
): Typed {
  const all = [...change.text]
  const isFigure = (letter: string) => figure.test(letter)
  let figures = all.filter(isFigure)
  let at = [...change.text.slice(0, change.caret)].filter(isFigure).length
  const isSame = figures.join('') === [...change.before].filter(isFigure).join('')
  const isShorter = change.text.length < change.before.length
  if (isSame && isShorter && change.kind === 'deleteContentBackward' && at > 0)
    figures = figures.toSpliced(--at, 1)
  else if (isSame && isShorter && change.kind === 'deleteContentForward')
    figures = figures.toSpliced(at, 1)
  const text = group(figures.join(''))
  return { text, caret: behind(text, at, isFigure) }
}

/** The place right behind the n-th digit. */
function behind(text: string, count: number, isFigure: (letter: string) => boolean): number {
  if (count === 0) return 0
  let seen = 0
  for (let at = 0; at < text.length; at++) {
    if (isFigure(text.charAt(at)) && ++seen === count) return at + 1
  }
  return text.length
}

/** The text that a change inserted: what the texts before and after do not share at both ends. */
export function insertedBy(before: string, after: string): string {
  let head = 0
  while (head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (
    tail < Math.min(before.length, after.length) - head &&
    before.at(-1 - tail) === after.at(-1 - tail)
  )
    tail++
  return after.slice(head, after.length - tail)
}
