import { useEffect, useState } from 'preact/hooks'

/** Whether a record stands beside its list instead of over it. */
const WIDE = '(min-width: 1280px)'

export function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches)
  useEffect(() => {
    const media = matchMedia(WIDE)
    const look = () => setWide(media.matches)
    media.addEventListener('change', look)
    return () => media.removeEventListener('change', look)
  }, [])
  return wide
}
