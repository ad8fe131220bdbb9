import type { ComponentChildren } from 'preact'
import { digits } from '../lib/format.ts'

export type Tab = {
  href: string
  label: ComponentChildren
  /** Shown as – while unknown, never as 0. Absent: the tab has no count. */
  count?: number | undefined
  hasCount?: boolean
  glyph?: ComponentChildren
  current: boolean
}

/** States with their counts, as links: the address holds the chosen one. */
export function Tabs({
  tabs,
  label,
  onGo,
}: {
  tabs: readonly Tab[]
  label: string
  /** Goes there without loading the page again; modified clicks stay the browser's. */
  onGo?: (href: string) => void
}) {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? 'page' : undefined}
          onClick={(event) => {
            if (!onGo || event.ctrlKey || event.metaKey || event.shiftKey) return
            event.preventDefault()
            onGo(tab.href)
          }}
        >
          {tab.glyph}
          {tab.label}
          {(tab.hasCount || tab.count !== undefined) && (
            <span class="n">{tab.count === undefined ? '–' : digits(tab.count)}</span>
          )}
        </a>
      ))}
    </nav>
  )
}
