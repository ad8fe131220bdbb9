import { useEffect, useState } from 'preact/hooks'

/** The parts of the settings in order; each has an address: `/settings#security`. */
export const PARTS = ['profile', 'security', 'devices', 'tokens', 'display', 'permissions'] as const
export type Part = (typeof PARTS)[number]

const partOf = (hash: string): Part | undefined => PARTS.find((part) => hash === `#${part}`)

/** The part in the address. Without one it is undefined: a phone shows the list, a desktop the first part. */
export function usePart(): Part | undefined {
  const [part, setPart] = useState(partOf(location.hash))
  useEffect(() => {
    const follow = () => setPart(partOf(location.hash))
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return part
}

/** Focuses the part after the pressed element is gone, and where a phone shows another page. */
export function focusPart() {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.settings-part')?.focus())
}
