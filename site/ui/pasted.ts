/**
 * Inserts pasted text itself, because the browser would join two rows into one number without a word: line
 * breaks and tabs become blanks. Returns the inserted text, undefined when there was none.
 */
export function pastedText(event: ClipboardEvent): string | undefined {
  const box = event.currentTarget
  const text = event.clipboardData?.getData('text/plain')
  if (!text || !(box instanceof HTMLInputElement) || box.readOnly) return undefined
  event.preventDefault()
  const line = text.trim().replace(/[\t\r\n\v\f\u2028\u2029]+/g, ' ')
  const [from, to] = [box.selectionStart ?? 0, box.selectionEnd ?? box.value.length]
  box.setRangeText(line, from, to, 'end')
  return line
}
