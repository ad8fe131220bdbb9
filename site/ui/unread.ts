import { useLayoutEffect, useState } from 'preact/hooks'

type Box = HTMLInputElement | HTMLTextAreaElement

/**
 * Makes a control with unreadable text invalid, so that the browser does not send its form; what is sent
 * without a form asks `stopsAt`. Returns the error once the control was left or sending was tried. `unread`
 * is that error, undefined while the text can be read.
 */
export function useUnread(id: string, unread: string | undefined): string | undefined {
  const [isTold, setTold] = useState(false)
  useLayoutEffect(() => {
    const box = document.getElementById(id)
    if (!isBox(box)) return
    box.setCustomValidity(unread ?? '')
    if (unread === undefined) return setTold(false)
    const tell = () => afterPress(() => setTold(true))
    const refuse = (event: Event) => {
      // The error appears at the field, in the language of the page, instead of in the browser's bubble.
      event.preventDefault()
      setTold(true)
      if (box.form?.querySelector('input:invalid, textarea:invalid') === box) box.focus()
    }
    box.addEventListener('blur', tell)
    box.addEventListener('invalid', refuse)
    return () => {
      box.removeEventListener('blur', tell)
      box.removeEventListener('invalid', refuse)
    }
  }, [id, unread])
  return isTold ? unread : undefined
}

/**
 * Whether a control in `place` cannot be read: each of them shows its error, and the first gets the focus.
 */
export function stopsAt(place: ParentNode | null | undefined): boolean {
  const boxes = [...(place?.querySelectorAll<Box>('input, textarea') ?? [])]
  const unread = boxes.filter((box) => box.validity.customError)
  for (const box of unread) box.checkValidity()
  unread[0]?.focus()
  return unread.length > 0
}

/**
 * Waits for the end of a press that takes the focus away: an error that appears during it would move the
 * button away before it is released.
 */
function afterPress(then: () => void) {
  if (!document.querySelector(':active')) return then()
  const over = new AbortController()
  const end = () => {
    over.abort()
    setTimeout(then)
  }
  for (const way of ['pointerup', 'pointercancel'])
    addEventListener(way, end, { signal: over.signal })
}

const isBox = (element: unknown): element is Box =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
