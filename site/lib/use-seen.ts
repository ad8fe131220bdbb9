import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** Whether the element has come near the visible part of the page; once true it stays true. */
export function useSeen(of: RefObject<HTMLElement>, marginPx = 300): boolean {
  const [isSeen, setSeen] = useState(false)
  useEffect(() => {
    const { current } = of
    if (!current || isSeen) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
      },
      { rootMargin: `${marginPx}px` },
    )
    observer.observe(current)
    return () => observer.disconnect()
  }, [isSeen])
  return isSeen
}
