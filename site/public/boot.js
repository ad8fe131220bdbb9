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
