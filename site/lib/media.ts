import { useEffect, useState } from 'preact/hooks'

/** Whether a media query matches, followed while the component is mounted. */
export function useMedia(query: string): boolean {
  const [holds, setHolds] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const look = () => setHolds(list.matches)
    look()
    list.addEventListener('change', look)
    return () => list.removeEventListener('change', look)
  }, [query])
  return holds
}

/** The width below which tables are cards and grids are lists. */
export const PHONE = '(max-width: 639px)'
export const usePhone = () => useMedia(PHONE)
