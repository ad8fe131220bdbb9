import { boxesIn } from '../../lib/page-form.ts'

const KEPT_AT = 'maru.signup'

/**
 * Keeps what was typed across a reload and a change of form while the window is open. Passwords and consents
 * are never kept.
 */
export function keepDraft(form: HTMLFormElement) {
  const kept = read()
  for (const box of draftable(form)) {
    const value = kept[box.id]
    if (value !== undefined && !box.value) box.value = value
  }
  form.addEventListener('input', () => {
    const values = draftable(form).map((box) => [box.id, box.value] as const)
    write({ ...read(), ...Object.fromEntries(values) })
  })
}

export function forgetDraft() {
  try {
    sessionStorage.removeItem(KEPT_AT)
  } catch {
    // Without storage nothing was kept.
  }
}

/** Found by the frame, because showing a password changes the field's type to text. */
const draftable = (form: HTMLFormElement) =>
  boxesIn(form).filter((box) => box.type !== 'checkbox' && !box.closest('[data-password]'))

function read(): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT_AT) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return {}
    return Object.fromEntries(
      Object.entries(kept).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    )
  } catch {
    return {}
  }
}

function write(values: Record<string, string>) {
  try {
    sessionStorage.setItem(KEPT_AT, JSON.stringify(values))
  } catch {
    // Without storage the draft lasts as long as the page.
  }
}
