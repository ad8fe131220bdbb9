import { useEffect, useState } from 'preact/hooks'

/** The parts of the settings, in their order; each has an address of its own: `/settings#security`. */
export const PARTS = ['profile', 'security', 'devices', 'tokens', 'display', 'permissions'] as const
export type Part = (typeof PARTS)[number]

const partOf = (hash: string): Part | undefined => PARTS.find((part) => hash === `#${part}`)

/** The part in the address. Undefined without one: a phone then shows the list, a desk the first part. */
export function usePart(): Part | undefined {
  const [part, setPart] = useState(partOf(location.hash))
  useEffect(() => {
    const follow = () => setPart(partOf(location.hash))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return part
}

/** After what was pressed has gone, and where a phone shows another page. */
export function focusPart() {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.settings-part')?.focus())
}
