// Runs before the first paint, so that neither the theme nor the language flickers.
;(() => {
  const root = document.documentElement
  let kept = {}
  try {
    kept = localStorage
  } catch {
    // Storage may be forbidden; the page then follows the system.
  }
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = kept['maru.theme'] || (dark ? 'dark' : 'light')
  if (root.dataset.shell === undefined) return
  if (kept['maru.lang'] === 'en') root.lang = 'en'
  if (kept['maru.density']) root.dataset.density = kept['maru.density']
  // Between tablet and desktop the rail is folded unless it was opened by hand.
  const rail = kept['maru.rail'] || (innerWidth < 1280 ? 'min' : 'full')
  if (rail === 'min') root.dataset.rail = 'min'
})()

// Forms of public pages work by a script that may still be on its way. Until then a press sends nothing, least of all
// a password in an address; `lib/page-form.ts` repeats it.
for (const type of ['click', 'submit'])
  addEventListener(
    type,
    (event) => {
      const waiting = event.target.closest?.('form[data-waits]')
      const button = event.submitter || event.target.closest?.('button')
      if (!waiting || (type === 'click' && !button)) return
      event.preventDefault()
      event.stopPropagation()
      globalThis.pressedEarly = button
    },
    true,
  )
