import { useEffect, useState } from 'preact/hooks'

type Squares = { size: number; path: string }

/** A QR code of a text. Its library loads on first use, and the text never leaves the page. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const [squares, setSquares] = useState<Squares>()
  useEffect(() => {
    let isGone = false
    void import('uqr').then(({ encode }) => {
      const { size, data } = encode(text, { ecc: 'M', border: 2 })
      const path = data
        .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
        .join('')
      if (!isGone) setSquares({ size, path })
    })
    return () => {
      isGone = true
    }
  }, [text])
  const { size = 1, path = '' } = squares ?? {}
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} shape-rendering="crispEdges" />
    </svg>
  )
}
