import type { JSX } from 'preact'
import type { GlyphName } from '../lib/states.ts'

const ring = <circle cx="7" cy="7" r="5.6" />
const disc = <circle cx="7" cy="7" r="6.3" fill="currentColor" stroke="none" />

/** Hollow is open, filling is in progress, solid is over; `knock` strokes have the surface's colour. */
const SHAPES: Record<GlyphName, JSX.Element> = {
  ring,
  half: (
    <>
      {ring}
      <path d="M7 3.6a3.4 3.4 0 0 1 0 6.8z" fill="currentColor" stroke="none" />
    </>
  ),
  most: (
    <>
      {ring}
      <path d="M7 3.6a3.4 3.4 0 1 1-3.4 3.4H7z" fill="currentColor" stroke="none" />
    </>
  ),
  check: (
    <>
      {disc}
      <path class="knock" d="M4.3 7.2l1.9 1.9 3.6-3.9" />
    </>
  ),
  cross: (
    <>
      {disc}
      <path class="knock" d="M5 5l4 4M9 5l-4 4" />
    </>
  ),
  slash: (
    <>
      {ring}
      <path d="M3.2 10.8l7.6-7.6" />
    </>
  ),
  dashed: <circle cx="7" cy="7" r="5.6" stroke-dasharray="2.2 2.2" />,
  pause: (
    <>
      {disc}
      <path class="knock" d="M5.6 4.9v4.2M8.4 4.9v4.2" />
    </>
  ),
  alert: (
    <>
      <path d="M7 1.2l6 10.9H1z" fill="currentColor" stroke-linejoin="round" />
      <path class="knock" d="M7 5.4v3M7 10.3v.1" />
    </>
  ),
  return: (
    <>
      {ring}
      <path
        d="M5.2 4.8L3.9 6.4l1.6 1.2M4.1 6.4h3.4a1.6 1.6 0 0 1 0 3.2H6.3"
        stroke-width="1.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </>
  ),
}

export function Glyph({ name, size = 14 }: { name: GlyphName; size?: number }) {
  return (
    <svg
      class="glyph"
      width={size}
      height={size}
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      aria-hidden="true"
    >
      {SHAPES[name]}
    </svg>
  )
}
