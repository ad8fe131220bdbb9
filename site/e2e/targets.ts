import type { Page } from 'playwright/test'

/**
 * Targets smaller than 44 px (WCAG 2.5.8, `design.md` 5), except links within a sentence and elements for
 * keyboard users only.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const LEAST = 43.5
    const wanted =
      'a[href], button, input:not([type="hidden"]), select, textarea, summary, [role="button"], [role="radio"], [role="tab"], [role="menuitem"]'
    const found: string[] = []
    for (const at of document.querySelectorAll<HTMLElement>(wanted)) {
      if (!at.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      const style = getComputedStyle(at)
      // For screen readers only, or hidden until focused.
      if (style.clipPath !== 'none' || at.matches('.skip, .vh, .vh *')) continue
      if (style.pointerEvents === 'none' || at.closest('[aria-hidden="true"], [inert]')) continue
      // A link in a sentence has the height of its line, which WCAG allows.
      const words = at.parentElement?.textContent?.trim() ?? ''
      const own = at.textContent?.trim() ?? ''
      const isInLine = style.display.startsWith('inline') && !style.display.includes('-')
      if (at.matches('a, button') && isInLine && words.length > own.length) continue
      // The target of a checkbox is its label, of a field its frame, of a stretched link the box that it
      // covers.
      const isStretched = getComputedStyle(at, '::after').position === 'absolute'
      const target = (isStretched && at.offsetParent) || at.closest('label, .in') || at
      const { width, height } = target.getBoundingClientRect()
      if (width < 1 || height < 1) continue
      if (width < LEAST || height < LEAST)
        found.push(`${Math.round(width)}×${Math.round(height)} ${at.outerHTML.slice(0, 140)}`)
    }
    return found
  })
}
