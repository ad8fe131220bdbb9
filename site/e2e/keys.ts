import type { Locator, Page } from 'playwright/test'

/** Clears a field and types into it, key by key. */
export async function retype(field: Locator, text: string) {
  await field.fill('')
  await field.pressSequentially(text)
}

/** Puts text on the clipboard, as another program would. */
export async function copy(page: Page, text: string) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
}

/** Clears a field and pastes text into it. */
export async function repaste(page: Page, field: Locator, text: string) {
  await copy(page, text)
  await field.focus()
  await page.keyboard.press('Control+A')
  await page.keyboard.press('Control+V')
}

/** Composes Korean in the focused field: each text replaces the one before, and the last stays unfinished. */
export async function compose(page: Page, ...texts: string[]) {
  const engine = await page.context().newCDPSession(page)
  for (const text of texts)
    await engine.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  await engine.detach()
}

/** The field's text with `|` at the caret. */
export const withCaret = (field: Locator) =>
  field.evaluate((box) => {
    if (!(box instanceof HTMLInputElement)) return ''
    const at = box.selectionStart ?? 0
    return `${box.value.slice(0, at)}|${box.value.slice(at)}`
  })

export const setCaret = (field: Locator, at: number) =>
  field.evaluate((box, to) => {
    if (!(box instanceof HTMLInputElement)) return
    box.focus()
    box.setSelectionRange(to, to)
  }, at)

/** Collects the commands that a page sends from now on, by method and path. */
export function sentBy(page: Page): string[] {
  const sent: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (request.method() !== 'GET' && pathname.startsWith('/api/'))
      sent.push(`${request.method()} ${pathname}`)
  })
  return sent
}
